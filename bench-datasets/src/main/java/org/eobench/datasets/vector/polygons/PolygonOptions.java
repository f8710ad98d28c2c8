package org.eobench.datasets.vector.polygons;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a map of classes becomes polygons.
 *
 * @param leastPixels smaller polygons are left out, 1 for none
 * @param tolerance how far a simplified border may be from that of the pixels, in pixels; 0 keeps
 *     it. Each polygon is simplified alone, so that neighbours may overlap or leave gaps within it
 * @param confidence map of the same size whose mean each polygon gets, or null
 */
public record PolygonOptions(long leastPixels, double tolerance, @Nullable Path confidence) {
  /** All polygons along the pixels. */
  public static final PolygonOptions EXACT = new PolygonOptions(1, 0, null);

  public PolygonOptions {
    if (leastPixels < 1 || !(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException(
          "polygons have at least one pixel, a tolerance is not negative");
    }
  }
}
