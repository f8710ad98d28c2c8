package org.eobench.core.nn.vit;

import java.util.List;
import java.util.Locale;

/** The stages of a Swin transformer: each has half the rows and twice the features of the last. */
public final class SwinStages {
  /** Side of the patches of the first stage, in pixels. */
  public static final int PATCH = 4;

  public static final int COUNT = 4;

  /** The stride of the deepest map in pixels, and the smallest side of an image. */
  public static final int SMALLEST = PATCH << (COUNT - 1);

  private SwinStages() {}

  /** Features of a stage, from 0. */
  public static int width(int embedDim, int stage) {
    return embedDim << stage;
  }

  /**
   * Checks the keys that describe the stages.
   *
   * @throws IllegalArgumentException naming the key that does not fit
   */
  public static void require(
      List<Integer> depths, List<Integer> numHeads, int embedDim, int inputSize) {
    requireEach("depths", depths);
    requireEach("num_heads", numHeads);
    for (int stage = 0; stage < COUNT; stage++) {
      int width = width(embedDim, stage);
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

  private static void requireEach(String key, List<Integer> values) {
    if (values.size() != COUNT || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s=%s must be four positive numbers, one for each stage", key, values));
    }
  }
}
