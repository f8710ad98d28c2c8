package org.eobench.core.run.quicklook;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;

/** The first band of a raster in few pixels, and what has been counted in all of them. */
final class ReducedMap {
  private static final int LONGEST = 1200;

  /** Smaller maps are enlarged. */
  private static final int LEAST = 480;

  private static final int[] FIRST_BAND = {0};

  private final int step;
  private final int width;
  private final int height;
  private final long pixels;
  private final float[] values;
  private long[] counts = new long[0];
  private long missing;

  /** The colour of a value. */
  @FunctionalInterface
  interface Colour {
    int of(float value);
  }

  /** Takes the rows of a raster. */
  @FunctionalInterface
  private interface Rows {
    void accept(int row, float[] values, int from);
  }

  private ReducedMap(GeoTiffInfo info) {
    step = (Math.max(info.width(), info.height()) - 1) / LONGEST + 1;
    width = (info.width() - 1) / step + 1;
    height = (info.height() - 1) / step + 1;
    pixels = (long) info.width() * info.height();
    values = new float[width * height];
    Arrays.fill(values, Float.NaN);
  }

  /** Each pixel shows the class in the middle of those that it covers. */
  static ReducedMap ofClasses(Path map) {
    try (GeoTiffReader reader = GeoTiffReader.open(map)) {
      GeoTiffInfo info = reader.info();
      info.requireClasses(map);
      ReducedMap reduced = new ReducedMap(info);
      read(reader, (row, line, from) -> reduced.classes(info, row, line, from));
      return reduced;
    }
  }

  private void classes(GeoTiffInfo info, int row, float[] line, int from) {
    boolean shown = row == middle(row / step, info.height());
    for (int column = 0; column < info.width(); column++) {
      float value = line[from + column];
      if (!(value >= 0)) {
        missing++;
      } else {
        int label = (int) value;
        if (label >= counts.length) {
          counts = Arrays.copyOf(counts, Math.max(label + 1, 2 * counts.length));
        }
        counts[label]++;
        if (shown && column == middle(column / step, info.width())) {
          values[row / step * width + column / step] = value;
        }
      }
    }
  }

  /** The pixel in the middle of those that one of the picture covers. */
  private int middle(int shown, int length) {
    return (shown * step + Math.min(length, (shown + 1) * step)) / 2;
  }

  /** Each pixel shows the mean of those that it covers. */
  static ReducedMap ofValues(Path map) {
    try (GeoTiffReader reader = GeoTiffReader.open(map)) {
      GeoTiffInfo info = reader.info();
      ReducedMap reduced = new ReducedMap(info);
      BandScale scale = info.scales().isEmpty() ? BandScale.NONE : info.scales().get(0);
      double[] sums = new double[reduced.values.length];
      int[] numbers = new int[sums.length];
      read(
          reader,
          (row, line, from) -> {
            for (int column = 0; column < info.width(); column++) {
              float value = line[from + column];
              if (Float.isNaN(value)) {
                reduced.missing++;
              } else {
                int at = row / reduced.step * reduced.width + column / reduced.step;
                sums[at] += scale.apply(value);
                numbers[at]++;
              }
            }
          });
      for (int i = 0; i < sums.length; i++) {
        reduced.values[i] = numbers[i] == 0 ? Float.NaN : (float) (sums[i] / numbers[i]);
      }
      return reduced;
    }
  }

  private static void read(GeoTiffReader reader, Rows rows) {
    GeoTiffInfo info = reader.info();
    for (Window window : info.strips()) {
      float[] values = reader.readMeasured(FIRST_BAND, window, null);
      for (int row = 0; row < window.height(); row++) {
        rows.accept(window.row() + row, values, row * info.width());
      }
    }
  }

  /** The picture; each pixel of a small map is a square. */
  BufferedImage picture(Colour colour) {
    int square = Math.max(1, LEAST / Math.max(width, height));
    BufferedImage picture =
        new BufferedImage(width * square, height * square, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, colour.of(values[y / square * width + x / square]));
      }
    }
    return picture;
  }

  /** The shown values that are not missing. */
  float[] measured() {
    int[] places = IntStream.range(0, values.length).filter(i -> !Float.isNaN(values[i])).toArray();
    float[] measured = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      measured[i] = values[places[i]];
    }
    return measured;
  }

  /** Pixels of each class from 0 in the whole map. */
  long[] counts() {
    return counts;
  }

  /** Pixels of the whole map. */
  long pixels() {
    return pixels;
  }

  /** Pixels of the whole map without data. */
  long missing() {
    return missing;
  }
}
