package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.TorchOps;

/**
 * Turns equal maps of a plain transformer into a pyramid, each level half as fine as the one
 * before: the first is enlarged four times, the last is halved.
 */
public final class Neck extends Module {
  private final List<Rescale> levels = new ArrayList<>();

  /**
   * @param given the equal maps, shallow to deep; the four scales are spread over however many
   *     there are
   */
  public Neck(TorchOps ops, List<EncoderSpec.Level> given) {
    for (int i = 0; i < given.size(); i++) {
      int width = given.get(i).width();
      Rescale rescale =
          switch (i * 4 / given.size()) {
            case 0 -> new Times4(ops, width);
            case 1 -> new Times2(ops, width);
            case 2 -> new Same();
            default -> new Half(ops);
          };
      levels.add(child("ops." + i, rescale));
    }
  }

  /**
   * {@code [B,D,h,w]} per level to the same with {@code 4h, 2h, h, h/2}.
   *
   * @throws BenchException if a map is too small to be halved
   */
  public List<NDArray> forward(List<NDArray> maps) {
    List<NDArray> pyramid = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      pyramid.add(levels.get(i).forward(maps.get(i)));
    }
    return pyramid;
  }

  private abstract static class Rescale extends Module {
    abstract NDArray forward(NDArray map);
  }

  /** Names are the places in PyTorch's sequence, where 2 is the activation. */
  private static final class Times4 extends Rescale {
    private final TorchOps ops;
    private final ConvTranspose2d first;
    private final BatchNorm2d norm;
    private final ConvTranspose2d second;

    Times4(TorchOps ops, int width) {
      this.ops = ops;
      first = child("0", new ConvTranspose2d(ops, width, width, 2, 2));
      norm = child("1", new BatchNorm2d(ops, width));
      second = child("3", new ConvTranspose2d(ops, width, width, 2, 2));
    }

    @Override
    NDArray forward(NDArray map) {
      return second.forward(ops.gelu(norm.forward(first.forward(map))));
    }
  }

  private static final class Times2 extends Rescale {
    private final ConvTranspose2d only;

    Times2(TorchOps ops, int width) {
      only = child("0", new ConvTranspose2d(ops, width, width, 2, 2));
    }

    @Override
    NDArray forward(NDArray map) {
      return only.forward(map);
    }
  }

  private static final class Same extends Rescale {
    @Override
    NDArray forward(NDArray map) {
      return map;
    }
  }

  private static final class Half extends Rescale {
    private final TorchOps ops;

    Half(TorchOps ops) {
      this.ops = ops;
    }

    @Override
    NDArray forward(NDArray map) {
      long height = map.getShape().get(2);
      long width = map.getShape().get(3);
      if (height < 2 || width < 2) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "MapTooSmall",
                    "a pyramid's deepest map is halved, but has %d x %d positions"
                        .formatted(height, width))
                .expecting("at least 2 x 2 positions")
                .next("raise encoder.input_size, or use a decoder without a pyramid"));
      }
      return ops.maxPool2d(map, 2, 2);
    }
  }
}
