package org.eobench.core.preprocess;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Cuts out a window that contains at least one valid pixel, for data with few labelled pixels. It
 * draws a valid pixel, all with equal probability, and then one of the windows inside the image
 * that contain it. A sample without a valid pixel is cropped at any position, and so is a sample
 * with one target for the whole image.
 *
 * <p>See {@link Crop} for images smaller than the window.
 */
public final class FocusRandomCrop extends Crop {

  /**
   * @param size size of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   */
  public FocusRandomCrop(StepContext context, PixelSize size, boolean padIfNeeded) {
    super(context, size, padIfNeeded);
  }

  @Override
  Offset draw(Sample sample, RandomGenerator random, int rows, int columns) {
    Target target = sample.target();
    int pixel = validPixel(target, random);
    if (pixel < 0) {
      return Offset.uniform(random, rows, columns);
    }
    int row = pixel / target.width();
    int column = pixel % target.width();
    return new Offset(
        around(row, target.height(), size().height(), rows, random),
        around(column, target.width(), size().width(), columns, random));
  }

  /** The index of a random valid pixel, or -1 if there is none. */
  private int validPixel(Target target, RandomGenerator random) {
    IntPredicate counts = counts(target);
    int pixels = target.height() * target.width();
    int valid = (int) IntStream.range(0, pixels).filter(counts).count();
    return valid == 0
        ? -1
        : IntStream.range(0, pixels)
            .filter(counts)
            .skip(random.nextInt(valid))
            .findFirst()
            .orElseThrow();
  }

  /** Whether a pixel has a valid label or value. */
  private IntPredicate counts(Target target) {
    return pixel -> target.counts(pixel, output().ignoreIndex());
  }

  /** Draws the start of a window that contains position {@code at}, among the possible starts. */
  private static int around(int at, int length, int window, int possible, RandomGenerator random) {
    if (window >= length) {
      // The window contains the whole axis at every position.
      return random.nextInt(possible);
    }
    int first = Math.max(0, at - window + 1);
    int last = Math.min(at, length - window);
    return first + random.nextInt(last - first + 1);
  }
}
