package org.eobench.encoders.gfmswin;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of GFM's Swin Transformer.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param embedDim features of the first stage; each further stage has twice as many
 * @param depths blocks of each of the four stages
 * @param numHeads attention heads of each stage
 * @param windowSize side of an attention window in places of a map
 * @param mlpRatio hidden width of a block's MLP as a multiple of its features
 * @param maps where in a stage its map is taken
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 */
public record GfmSwinConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    @Range(min = 1) int embedDim,
    List<Integer> depths,
    List<Integer> numHeads,
    @Range(min = 2) int windowSize,
    @Range(min = 1) double mlpRatio,
    Maps maps,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {
  static final int PATCH = 4;
  static final int STAGES = 4;

  /** The stride of the deepest map in pixels. */
  static final int SMALLEST = PATCH << (STAGES - 1);

  /** Where in a stage its map is taken. */
  public enum Maps {
    /** After its blocks; the final norm is applied to the deepest map. */
    STAGES,
    /** As in Pangaea: after the merging of places that follows, without the final norm. */
    MERGED
  }

  public GfmSwinConfig {
    depths = List.copyOf(depths);
    numHeads = List.copyOf(numHeads);
    requireStages("depths", depths);
    requireStages("num_heads", numHeads);
    for (int stage = 0; stage < STAGES; stage++) {
      int width = embedDim << stage;
      if (width % numHeads.get(stage) != 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "num_heads=%s: stage %d has %d features, which is no multiple of %d heads",
                numHeads,
                stage,
                width,
                numHeads.get(stage)));
      }
    }
    if (inputSize < SMALLEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input_size=%d must be at least %d, the stride of the deepest map",
              inputSize,
              SMALLEST));
    }
  }

  private static void requireStages(String key, List<Integer> values) {
    if (values.size() != STAGES || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s=%s must be four positive numbers, one for each stage", key, values));
    }
  }

  int width(int stage) {
    return embedDim << stage;
  }
}
