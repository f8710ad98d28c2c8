package org.eobench.core.run.scene;

import java.util.Locale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a scene and their place on the Earth.
 *
 * @param height rows
 * @param width columns
 * @param crs coordinate reference system, or null if none with an EPSG code is known
 * @param transform transform from pixel to map coordinates, or null without a georeference
 */
public record SceneGrid(
    int height, int width, @Nullable Crs crs, @Nullable GeoTransform transform) {
  public SceneGrid {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a scene of %d x %d pixels", height, width));
    }
  }

  /** A grid without a georeference. */
  public static SceneGrid plain(int height, int width) {
    return new SceneGrid(height, width, null, null);
  }
}
