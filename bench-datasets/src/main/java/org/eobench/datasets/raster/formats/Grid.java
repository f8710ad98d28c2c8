package org.eobench.datasets.raster.formats;

import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.OwnProjection;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * The size of a raster and its place on the Earth, as far as known.
 *
 * @param height rows
 * @param width columns
 * @param crs coordinate reference system, or null if missing or user-defined
 * @param projection parameters of a user-defined system, or null
 * @param transform transform from pixel to map coordinates, or null without a georeference
 */
public record Grid(
    int height,
    int width,
    @Nullable Crs crs,
    @Nullable OwnProjection projection,
    @Nullable GeoTransform transform) {

  /** A grid without a georeference. */
  public static Grid plain(int height, int width) {
    return new Grid(height, width, null, null, null);
  }

  /** The grid of a GeoTIFF. */
  public static Grid of(GeoTiffInfo info) {
    return new Grid(info.height(), info.width(), info.crs(), info.projection(), info.transform());
  }

  /** EPSG code of {@link #crs()}, or null. */
  public @Nullable Integer epsg() {
    return crs == null ? null : crs.epsg();
  }

  /** The whole raster. */
  public Window all() {
    return new Window(0, 0, height, width);
  }

  /** Whether rows and columns are as many as those of another grid. */
  public boolean isSameSize(Grid other) {
    return height == other.height && width == other.width;
  }
}
