package org.eobench.core.metrics;

import java.util.function.Supplier;

/**
 * The predicted and true classes of the pixels of one image.
 *
 * @param predicted a class for each pixel of a batch in C order, {@code [B,H,W]}
 * @param actual likewise, or the ignore index
 * @param confidence gives the probability of each predicted class in {@code [0,1]}, likewise; asked
 *     only by metrics that need it
 * @param probabilities gives the probabilities of all classes, {@code [B,K,H,W]}; asked only by
 *     metrics that need them
 * @param offset index of the image's first pixel
 * @param height H
 * @param width W
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PixelClasses(
    int[] predicted,
    int[] actual,
    Supplier<float[]> confidence,
    Supplier<float[]> probabilities,
    int offset,
    int height,
    int width) {
  public PixelClasses {
    int end = offset + height * width;
    if (offset < 0 || end > predicted.length || end > actual.length) {
      throw new IllegalArgumentException(
          String.format(
              java.util.Locale.ROOT,
              "%d x %d pixels from %d on, of %d predictions and %d targets",
              height,
              width,
              offset,
              predicted.length,
              actual.length));
    }
  }

  /** The pixels of one image with unknown probabilities of the classes that are not predicted. */
  public PixelClasses(
      int[] predicted,
      int[] actual,
      Supplier<float[]> confidence,
      int offset,
      int height,
      int width) {
    this(predicted, actual, confidence, unknown("probabilities"), offset, height, width);
  }

  private static Supplier<float[]> unknown(String what) {
    return () -> {
      throw new IllegalStateException("the " + what + " of the predictions are unknown");
    };
  }

  /** The pixels of one image with unknown confidence. */
  public static PixelClasses of(int[] predicted, int[] actual, int height, int width) {
    return new PixelClasses(predicted, actual, unknown("confidences"), 0, height, width);
  }

  /** The number of pixels, H × W. */
  public int pixels() {
    return height * width;
  }
}
