package org.eobench.core.preprocess;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.ValueMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Cuts the same window out of every image and the target of a sample.
 *
 * <p>With padding, an image smaller than the window is laid into it at a random place; around it
 * the images hold each band's mean (0 where it is unknown) and the target the ignore index (NaN
 * where it holds values). The target of an image as a whole stays as it is.
 */
public final class RandomCrop implements PreprocessStep {
  private final ImageSpec output;
  private final CropPosition position;
  private final int height;
  private final int width;
  private final boolean padIfNeeded;

  /**
   * @param height rows of the window
   * @param width columns of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   */
  public RandomCrop(StepContext context, int height, int width, boolean padIfNeeded) {
    this.output = context.images().with(height, width);
    this.position = context.position();
    this.height = height;
    this.width = width;
    this.padIfNeeded = padIfNeeded;
  }

  @Override
  public ImageSpec output() {
    return output;
  }

  @Override
  public boolean bandwise() {
    return true;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Target target = sample.target();
    Image first = sample.images().values().iterator().next();
    int rows = target.dense() ? target.height() : first.height();
    int columns = target.dense() ? target.width() : first.width();
    requireFit(sample, rows, columns);
    // A window that is larger than the image slides over it just as a smaller one slides inside.
    CropPosition.Offset offset =
        position.choose(random, Math.abs(rows - height) + 1, Math.abs(columns - width) + 1);
    int row = rows >= height ? offset.row() : -offset.row();
    int column = columns >= width ? offset.column() : -offset.column();
    Map<String, Image> images = new LinkedHashMap<>();
    sample.images().forEach((name, image) -> images.put(name, crop(name, image, row, column)));
    return sample.with(images, crop(target, row, column));
  }

  private void requireFit(Sample sample, int rows, int columns) {
    for (Image image : sample.images().values()) {
      if (image.height() != rows || image.width() != columns) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "SizeMismatch",
                    "cannot crop sample %s: an image is %d x %d but its target %d x %d"
                        .formatted(sample.ref().id(), image.height(), image.width(), rows, columns))
                .at(files(sample))
                .expecting("images and target of one size before a crop")
                .next("put steps that resize images alone after the crop"));
      }
    }
    if (!padIfNeeded && isSmaller(rows, columns)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "CropTooLarge",
                  "the crop of %d x %d pixels does not fit into sample %s of %d x %d"
                      .formatted(height, width, sample.ref().id(), rows, columns))
              .at(files(sample))
              .expecting("a crop of at most %d x %d".formatted(rows, columns))
              .next(
                  "set pad_if_needed: true for the crop, use preprocessing=seg_resize, or choose"
                      + " an encoder with a smaller input_size"));
    }
  }

  private boolean isSmaller(int rows, int columns) {
    return rows < height || columns < width;
  }

  private static String files(Sample sample) {
    return String.join(", ", sample.ref().files().stream().map(Object::toString).toList());
  }

  private Image crop(String name, Image image, int row, int column) {
    float[] data = new float[image.channels() * image.frames() * height * width];
    boolean padded = isSmaller(image.height(), image.width());
    ImageSpec.Modality modality = output.modalities().get(name);
    List<Double> means = modality == null ? List.of() : modality.stats().mean();
    for (int plane = 0; plane < image.channels() * image.frames(); plane++) {
      if (padded && !means.isEmpty()) {
        float mean = means.get(plane / image.frames()).floatValue();
        Arrays.fill(data, plane * height * width, (plane + 1) * height * width, mean);
      }
      copy(image.data(), plane, image.height(), image.width(), data, row, column);
    }
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  private Target crop(Target target, int row, int column) {
    boolean padded = isSmaller(target.height(), target.width());
    if (target instanceof LabelMap map) {
      int[] labels = new int[height * width];
      Arrays.fill(labels, padded ? output.ignoreIndex() : 0);
      copy(map.labels(), 0, map.height(), map.width(), labels, row, column);
      return new LabelMap(labels, height, width);
    }
    if (target instanceof ValueMap map) {
      float[] values = new float[height * width];
      Arrays.fill(values, padded ? Float.NaN : 0);
      copy(map.values(), 0, map.height(), map.width(), values, row, column);
      return new ValueMap(values, height, width);
    }
    return target;
  }

  /** Copies the rows that window and plane share; works for any two arrays of one kind. */
  private void copy(Object from, int plane, int rows, int columns, Object to, int row, int column) {
    int firstRow = Math.max(0, row);
    int lastRow = Math.min(rows, row + height);
    int firstColumn = Math.max(0, column);
    int length = Math.min(columns, column + width) - firstColumn;
    for (int r = firstRow; r < lastRow; r++) {
      int source = (plane * rows + r) * columns + firstColumn;
      int sink = (plane * height + r - row) * width + firstColumn - column;
      System.arraycopy(from, source, to, sink, length);
    }
  }
}
