package org.eobench.testing.layouts;

import java.nio.file.Path;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;

/** Writes tiny rasters whose values tell band and pixel. */
public final class TinyFiles {
  public static final int SIDE = 16;

  static final int PIXELS = SIDE * SIDE;

  private TinyFiles() {}

  /** The value of a band, from 0, at a pixel, by its position in C order. */
  @FunctionalInterface
  public interface Values {
    float at(int band, int pixel);
  }

  /** An image whose value is {@code base + 1000 * band + pixel}. */
  public static void image(Path file, int bands, SampleType type, float base) {
    image(file, bands, type, (band, pixel) -> base + 1000 * band + pixel);
  }

  /** An image with other values. */
  public static void image(Path file, int bands, SampleType type, Values values) {
    float[] all = new float[bands * PIXELS];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.at(i / PIXELS, i % PIXELS);
    }
    write(file, bands, type, all);
  }

  /** Labels -1, 0, 1, -1, 0, 1, … */
  public static void mask(Path file) {
    image(file, 1, SampleType.INT16, (band, pixel) -> pixel % 3 - 1);
  }

  /**
   * Writes an image of {@link #SIDE} rows and columns.
   *
   * @param values {@code [C,H,W]}
   */
  public static void write(Path file, int bands, SampleType type, float[] values) {
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(SIDE, SIDE, bands, type)
            .withGeoreference(Crs.projected(32610), GeoTransform.northUp(0, 0, 30, 30)),
        values);
  }
}
