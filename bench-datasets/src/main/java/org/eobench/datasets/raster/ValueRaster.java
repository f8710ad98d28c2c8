package org.eobench.datasets.raster;

import java.nio.file.Path;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.datasets.raster.formats.Opacity;
import org.eobench.datasets.raster.formats.OwnScale;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps of measured values, scaled by the file's scale and offset. Pixels without data by the
 * file's nodata value or mask are NaN.
 */
public final class ValueRaster {
  private static final int[] FIRST_BAND = {0};

  private ValueRaster() {}

  /**
   * Reads a single-band map.
   *
   * @param window the part to read, or null for the whole map
   * @param image required size of the whole map
   * @throws org.eobench.core.error.BenchException if it has another size or several bands, or
   *     cannot be read
   */
  public static ValueMap read(Path file, @Nullable Window window, GeoTiffInfo image) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      TargetBands.requireValues(file, info);
      TargetSize.require(file, info, image);
      Window part = window == null ? info.all() : window;
      float[] measured = reader.readMeasured(FIRST_BAND, part, null);
      Opacity.hide(reader, measured, FIRST_BAND.length, part);
      BandScale scale = OwnScale.of(file, info, 0);
      for (int i = 0; i < measured.length; i++) {
        measured[i] = scale.apply(measured[i]);
      }
      return new ValueMap(measured, part.height(), part.width());
    }
  }
}
