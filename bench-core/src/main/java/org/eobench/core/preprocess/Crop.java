package org.eobench.core.preprocess;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * A step that cuts the same window of fixed size out of every image and the target of a sample.
 *
 * <p>With padding, an image smaller than the window is placed at one of the possible positions in
 * it. The images around it are NaN, which marks missing data; the target around it is the ignore
 * index, or NaN if it holds values. A target of the whole image is unchanged.
 */
abstract class Crop extends BandwiseStep {
  private final CropPosition position;
  private final PixelSize size;
  private final boolean padIfNeeded;

  /**
   * @param size size of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   */
  Crop(StepContext context, PixelSize size, boolean padIfNeeded) {
    super(context.images().with(size));
    this.position = context.position();
    this.size = size;
    this.padIfNeeded = padIfNeeded;
  }

  /**
   * Draws the position of the window in a sample, unless it is fixed.
   *
   * @param rows number of possible first rows, at least 1
   * @param columns number of possible first columns, at least 1
   */
  abstract Offset draw(Sample sample, RandomGenerator random, int rows, int columns);

  /**
   * {@inheritDoc}
   *
   * @throws BenchException if images and target differ in size, or are smaller than the window and
   *     padding is off
   */
  @Override
  public final Sample apply(Sample sample, RandomGenerator random) {
    PixelSize whole = PixelSize.of(sample);
    requireFit(sample, whole);
    int down = possible(whole.height(), size.height());
    int right = possible(whole.width(), size.width());
    Offset at = position.choose(() -> draw(sample, random, down, right), down, right);
    return window(whole, at).of(sample, output().ignoreIndex());
  }

  final CropPosition position() {
    return position;
  }

  /** The size of the window. */
  final PixelSize size() {
    return size;
  }

  /** Returns the window at a possible position in images of a size. */
  final CropWindow window(PixelSize whole, Offset at) {
    int row = whole.height() >= size.height() ? at.row() : -at.row();
    int column = whole.width() >= size.width() ? at.column() : -at.column();
    return new CropWindow(row, column, size.height(), size.width());
  }

  /**
   * The number of possible offsets. A window that is larger than the image has as many as an image
   * that slides inside the window.
   */
  private static int possible(int image, int window) {
    return Math.abs(image - window) + 1;
  }

  private void requireFit(Sample sample, PixelSize whole) {
    for (Image image : sample.images().values()) {
      if (image.height() != whole.height() || image.width() != whole.width()) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "SizeMismatch",
                    String.format(
                        Locale.ROOT,
                        "cannot crop sample %s: an image is %d x %d but its target %d x %d",
                        sample.ref().id(),
                        image.height(),
                        image.width(),
                        whole.height(),
                        whole.width()))
                .at(files(sample))
                .expecting("images and target of the same size before a crop")
                .next("move steps that resize only the images after the crop"));
      }
    }
    if (!padIfNeeded && (whole.height() < size.height() || whole.width() < size.width())) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "CropTooLarge",
                  String.format(
                      Locale.ROOT,
                      "the crop of %d x %d pixels does not fit into sample %s of %d x %d",
                      size.height(),
                      size.width(),
                      sample.ref().id(),
                      whole.height(),
                      whole.width()))
              .at(files(sample))
              .expecting(
                  String.format(
                      Locale.ROOT, "a crop of at most %d x %d", whole.height(), whole.width()))
              .next(
                  "resize whole images with `preprocessing=seg_resize`, use a smaller crop with"
                      + " `encoder.input_size="
                      + Math.min(whole.height(), whole.width())
                      + "`, or set pad_if_needed: true in the crop step"));
    }
  }

  private static String files(Sample sample) {
    return String.join(", ", sample.ref().files().stream().map(Object::toString).toList());
  }
}
