package org.eobench.core.io.geotiff;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The description of a GeoTIFF to write.
 *
 * @param width columns
 * @param height rows
 * @param bands samples per pixel
 * @param type UINT8, INT16, UINT16 or FLOAT32
 * @param nodata nodata value, or null
 * @param crs coordinate reference system, or null
 * @param transform transform from pixel to map coordinates, or null
 */
public record GeoTiffSpec(
    int width,
    int height,
    int bands,
    SampleType type,
    @Nullable Double nodata,
    @Nullable Crs crs,
    @Nullable GeoTransform transform) {

  public GeoTiffSpec {
    if (width < 1 || height < 1 || bands < 1 || bands > 65535) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "no raster has %d bands of %d x %d pixels", bands, height, width));
    }
    if (type != SampleType.UINT8
        && type != SampleType.INT16
        && type != SampleType.UINT16
        && type != SampleType.FLOAT32) {
      throw new IllegalArgumentException("samples of type " + type.key() + " are not written");
    }
  }

  /** A raster without nodata value and georeference. */
  public static GeoTiffSpec plain(int width, int height, int bands, SampleType type) {
    return new GeoTiffSpec(width, height, bands, type, null, null, null);
  }

  public GeoTiffSpec withNodata(double value) {
    return new GeoTiffSpec(width, height, bands, type, value, crs, transform);
  }

  public GeoTiffSpec withGeoreference(@Nullable Crs system, @Nullable GeoTransform pixels) {
    return new GeoTiffSpec(width, height, bands, type, nodata, system, pixels);
  }
}
