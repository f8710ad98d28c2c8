package org.eobench.core.preprocess;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * What all crops to a fixed size share: the same window is cut out of every image and the target of
 * a sample.
 *
 * <p>With padding, an image smaller than the window is laid into it at one of the possible places;
 * around it the images are NaN, which is no data, and the target holds the ignore index (NaN where
 * it holds values). The target of an image as a whole stays as it is.
 */
final class Crop {
  private final ImageSpec output;
  private final CropPosition position;
  private final int height;
  private final int width;
  private final boolean padIfNeeded;

  /** How a step draws the place of its window. */
  @FunctionalInterface
  interface Rule {
    /**
     * @param rows number of possible first rows, at least 1
     * @param columns number of possible first columns, at least 1
     */
    Offset draw(int rows, int columns);
  }

  Crop(StepContext context, int height, int width, boolean padIfNeeded) {
    this.output = context.images().with(height, width);
    this.position = context.position();
    this.height = height;
    this.width = width;
    this.padIfNeeded = padIfNeeded;
  }

  ImageSpec output() {
    return output;
  }

  /** Rows of the window. */
  int height() {
    return height;
  }

  /** Columns of the window. */
  int width() {
    return width;
  }

  /**
   * Cuts the window.
   *
   * @param rule where it lies, unless the position is fixed
   * @throws BenchException when images and target differ in size, or are smaller than the window
   *     and must not be padded
   */
  Sample cut(Sample sample, Rule rule) {
    int rows = rows(sample);
    int columns = columns(sample);
    requireFit(sample, rows, columns);
    int down = possible(rows, height);
    int right = possible(columns, width);
    Offset at = position.choose(() -> rule.draw(down, right), down, right);
    CropWindow window = window(rows, columns, at);
    Map<String, Image> images = new LinkedHashMap<>();
    sample.images().forEach((name, image) -> images.put(name, window.of(image)));
    return sample.with(images, window.of(sample.target(), output.ignoreIndex()));
  }

  /** The window at one of the possible positions in images of {@code rows} x {@code columns}. */
  CropWindow window(int rows, int columns, Offset at) {
    int row = rows >= height ? at.row() : -at.row();
    int column = columns >= width ? at.column() : -at.column();
    return new CropWindow(row, column, height, width);
  }

  /** Rows of the target, or of the images where the target has none. */
  static int rows(Sample sample) {
    Target target = sample.target();
    return target.dense() ? target.height() : first(sample).height();
  }

  /** Columns of the target, or of the images where the target has none. */
  static int columns(Sample sample) {
    Target target = sample.target();
    return target.dense() ? target.width() : first(sample).width();
  }

  private static Image first(Sample sample) {
    return sample.images().values().iterator().next();
  }

  /** A window that is larger than the image slides over it just as a smaller one slides inside. */
  private static int possible(int image, int window) {
    return Math.abs(image - window) + 1;
  }

  private void requireFit(Sample sample, int rows, int columns) {
    for (Image image : sample.images().values()) {
      if (image.height() != rows || image.width() != columns) {
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
                        rows,
                        columns))
                .at(files(sample))
                .expecting("images and target of one size before a crop")
                .next("put steps that resize images alone after the crop"));
      }
    }
    if (!padIfNeeded && (rows < height || columns < width)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "CropTooLarge",
                  String.format(
                      Locale.ROOT,
                      "the crop of %d x %d pixels does not fit into sample %s of %d x %d",
                      height,
                      width,
                      sample.ref().id(),
                      rows,
                      columns))
              .at(files(sample))
              .expecting(String.format(Locale.ROOT, "a crop of at most %d x %d", rows, columns))
              .next(
                  "resize whole images with `preprocessing=seg_resize`, crop less with"
                      + " `encoder.input_size="
                      + Math.min(rows, columns)
                      + "`, or set pad_if_needed: true for the crop"));
    }
  }

  private static String files(Sample sample) {
    return String.join(", ", sample.ref().files().stream().map(Object::toString).toList());
  }
}
