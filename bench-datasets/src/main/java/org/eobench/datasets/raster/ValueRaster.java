package org.eobench.datasets.raster;

import java.nio.file.Path;
import org.eobench.core.dataset.ValueMap;
import org.eobench.core.io.GeoTiffInfo;
import org.eobench.core.io.GeoTiffReader;
import org.eobench.core.io.Window;
import org.jspecify.annotations.Nullable;

/** Reads maps of measured values; what the file itself calls "no data" reads as NaN. */
public final class ValueRaster {
  private static final int[] FIRST_BAND = {0};

  private ValueRaster() {}

  /**
   * Reads a map of one band.
   *
   * @param window what to read, or null for all
   * @param image size that the whole map must have
   * @throws org.eobench.core.error.BenchException when it has another size or several bands, or
   *     cannot be read
   */
  public static ValueMap read(Path file, @Nullable Window window, GeoTiffInfo image) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      TargetBands.requireValues(file, info);
      TargetSize.require(file, info, image);
      Window part = window == null ? info.all() : window;
      double[] values = reader.readDoubles(FIRST_BAND, part);
      float[] measured = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        measured[i] = info.isNodata(values[i]) ? Float.NaN : (float) values[i];
      }
      return new ValueMap(measured, part.height(), part.width());
    }
  }
}
