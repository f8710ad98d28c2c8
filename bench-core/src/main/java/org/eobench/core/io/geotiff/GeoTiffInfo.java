package org.eobench.core.io.geotiff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a GeoTIFF says about itself.
 *
 * @param width columns
 * @param height rows
 * @param bands samples per pixel
 * @param opacity whether the last band is opacity (alpha), by the tag ExtraSamples; GDAL writes
 *     that of every file of four bands of bytes
 * @param type type that holds every sample
 * @param nodata value that stands for "no measurement" (GDAL's tag 42113) as the samples hold it,
 *     or null
 * @param scales scale and offset of each band, by GDAL's metadata; empty where the file has none
 * @param crs coordinate reference system from the GeoKeys, or null where none or user-defined
 * @param projection what a user-defined system spells out, or null
 * @param transform pixel to map coordinates, or null where the file has no georeference
 * @param negativeScaleY whether the file says that rows run north, which GDAL and this reader do
 *     not believe: {@code transform} is north-up
 * @param blockHeight rows of a tile or strip
 * @param blockWidth columns of a tile or strip
 * @param planar whether each band is stored apart, so that unwanted bands cost nothing
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

  /** Whether a sample is the file's nodata value, as its own type compares numbers. */
  public boolean isNodata(double sample) {
    return nodata != null && type.isSame(sample, nodata);
  }

  /** The whole raster. */
  public Window all() {
    return new Window(0, 0, height, width);
  }
}
