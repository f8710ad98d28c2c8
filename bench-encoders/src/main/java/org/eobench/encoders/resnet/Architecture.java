package org.eobench.encoders.resnet;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A column of table 1 in He et al. 2016: the type of the blocks and their number in each stage.
 *
 * @param bottleneck whether blocks have three convolutions instead of two
 * @param blocks number of blocks in each of the four stages
 */
record Architecture(boolean bottleneck, List<Integer> blocks) {
  static final SortedMap<Integer, Architecture> BY_DEPTH =
      java.util.Collections.unmodifiableSortedMap(
          new TreeMap<>(
              java.util.Map.of(
                  18, new Architecture(false, List.of(2, 2, 2, 2)),
                  34, new Architecture(false, List.of(3, 4, 6, 3)),
                  50, new Architecture(true, List.of(3, 4, 6, 3)),
                  101, new Architecture(true, List.of(3, 4, 23, 3)),
                  152, new Architecture(true, List.of(3, 8, 36, 3)))));

  /** Width of the stem and of the first stage's inner convolutions; it doubles with each stage. */
  static final int FIRST_WIDTH = 64;

  /** Stride of the first stage's map; it doubles with each stage. */
  private static final int FIRST_STRIDE = 4;

  static Architecture of(int depth) {
    return Objects.requireNonNull(BY_DEPTH.get(depth));
  }

  /** Features of a stage's map, from stage 0. */
  int width(int stage) {
    return (FIRST_WIDTH << stage) * (bottleneck ? Bottleneck.EXPANSION : 1);
  }

  EncoderSpec.Level level(int stage) {
    return new EncoderSpec.Level(width(stage), FIRST_STRIDE << stage);
  }

  /** Creates a block. The first block of every stage except the first halves the map. */
  ResidualBlock block(TorchOps ops, int stage, int number) {
    int in = number > 0 ? width(stage) : stage > 0 ? width(stage - 1) : FIRST_WIDTH;
    int stride = number == 0 && stage > 0 ? 2 : 1;
    int inner = FIRST_WIDTH << stage;
    return bottleneck
        ? new Bottleneck(ops, in, inner, stride)
        : new BasicBlock(ops, in, inner, stride);
  }
}
