package org.eobench.core.io.geotiff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The description of a GeoTIFF to write.
 *
 * @param width columns
 * @param height rows
 * @param bands samples per pixel
 * @param type UINT8, INT8, INT16, UINT16, FLOAT16 or FLOAT32
 * @param nodata nodata value, or null
 * @param crs coordinate reference system, or null
 * @param transform transform from pixel to map coordinates, or null
 * @param scales scale and offset of each band, {@code value = stored * scale + offset}, for GDAL's
 *     metadata; empty if stored numbers are the values
 * @param metadata further items of GDAL's metadata
 * @param bandNames description of each band, for GDAL's metadata; empty if they have none
 */
public record GeoTiffSpec(
    int width,
    int height,
    int bands,
    SampleType type,
    @Nullable Double nodata,
    @Nullable Crs crs,
    @Nullable GeoTransform transform,
    List<BandScale> scales,
    Map<String, String> metadata,
    List<String> bandNames) {
  private static final Set<SampleType> TYPES =
      Set.of(
          SampleType.UINT8,
          SampleType.INT8,
          SampleType.INT16,
          SampleType.UINT16,
          SampleType.FLOAT16,
          SampleType.FLOAT32);

  public GeoTiffSpec {
    scales = List.copyOf(scales);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    bandNames = List.copyOf(bandNames);
    if (!bandNames.isEmpty() && bandNames.size() != bands) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d names of %d bands", bandNames.size(), bands));
    }
    if (width < 1 || height < 1 || bands < 1 || bands > 65535) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "no raster has %d bands of %d x %d pixels", bands, height, width));
    }
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException("samples of type " + type.key() + " are not written");
    }
  }

  /** A raster without nodata value and georeference. */
  public static GeoTiffSpec plain(int width, int height, int bands, SampleType type) {
    return new GeoTiffSpec(
        width, height, bands, type, null, null, null, List.of(), Map.of(), List.of());
  }

  public GeoTiffSpec withNodata(double value) {
    return new GeoTiffSpec(
        width, height, bands, type, value, crs, transform, scales, metadata, bandNames);
  }

  public GeoTiffSpec withGeoreference(@Nullable Crs system, @Nullable GeoTransform pixels) {
    return new GeoTiffSpec(
        width, height, bands, type, nodata, system, pixels, scales, metadata, bandNames);
  }

  /** The same raster with scale and offset of each band, and further items of metadata. */
  public GeoTiffSpec withMetadata(List<BandScale> ofBands, Map<String, String> items) {
    return new GeoTiffSpec(
        width, height, bands, type, nodata, crs, transform, ofBands, items, bandNames);
  }

  /** The same raster with a description of each band. */
  public GeoTiffSpec withBandNames(List<String> names) {
    return new GeoTiffSpec(
        width, height, bands, type, nodata, crs, transform, scales, metadata, names);
  }
}
