package org.eobench.core.io.geotiff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a GeoTIFF.
 *
 * @param width columns
 * @param height rows
 * @param bands samples per pixel
 * @param opacity whether the tag ExtraSamples declares the last band as alpha; GDAL writes that tag
 *     for every file with four 8-bit bands
 * @param type type of the samples
 * @param nodata nodata value (GDAL's tag 42113) in the sample type, or null
 * @param scales scale and offset of each band from GDAL's metadata; empty if the file has none
 * @param crs coordinate reference system from the GeoKeys, or null if missing or user-defined
 * @param projection parameters of a user-defined system, or null
 * @param transform transform from pixel to map coordinates, or null without a georeference
 * @param negativeScaleY whether the file declares rows that run north; like GDAL, this reader
 *     ignores that: {@code transform} is north-up
 * @param blockHeight rows of a tile or strip
 * @param blockWidth columns of a tile or strip
 * @param planar whether bands are stored separately, so that unwanted bands need not be read
 * @param compression compression scheme, for messages
 */
public record GeoTiffInfo(
    int width,
    int height,
    int bands,
    boolean opacity,
    SampleType type,
    @Nullable Double nodata,
    List<BandScale> scales,
    @Nullable Crs crs,
    @Nullable OwnProjection projection,
    @Nullable GeoTransform transform,
    boolean negativeScaleY,
    int blockHeight,
    int blockWidth,
    boolean planar,
    String compression) {

  public GeoTiffInfo {
    scales = List.copyOf(scales);
  }

  /** EPSG code of {@link #crs()}, or null. */
  public @Nullable Integer epsg() {
    return crs == null ? null : crs.epsg();
  }

  /** Whether a sample equals the file's nodata value, compared in the sample type. */
  public boolean isNodata(double sample) {
    return nodata != null && type.isSame(sample, nodata);
  }

  /** The whole raster. */
  public Window all() {
    return new Window(0, 0, height, width);
  }
}
