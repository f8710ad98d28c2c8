package org.eobench.core.io.geotiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
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
  private static final int STRIP_ROWS = 256;
  private static final long MOST_PIXELS = 1L << 24;

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

  /**
   * The raster in windows of whole rows, from the first: rows of blocks, unless these have more
   * than 16 million pixels.
   */
  public List<Window> strips() {
    int blocks = Math.max(1, STRIP_ROWS / blockHeight);
    long rows = Math.max(1, Math.min((long) blocks * blockHeight, MOST_PIXELS / width));
    List<Window> strips = new ArrayList<>();
    for (long top = 0; top < height; top += rows) {
      strips.add(new Window((int) top, 0, (int) Math.min(rows, height - top), width));
    }
    return strips;
  }

  /**
   * Refuses a raster that is no map of classes.
   *
   * @param file its name, for the message
   * @throws BenchException {@code NoClasses} unless it has one band of integers of at most 16 bits
   */
  public void requireClasses(Path file) {
    if (bands != 1 || !type.isShort()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NoClasses",
                  String.format(
                      Locale.ROOT,
                      "the raster has %d %s of %s",
                      bands,
                      bands == 1 ? "band" : "bands",
                      type.key()))
              .at(file.toString())
              .expecting("a map of classes: one band of integers of at most 16 bits"));
    }
  }
}
