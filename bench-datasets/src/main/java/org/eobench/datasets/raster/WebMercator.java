package org.eobench.datasets.raster;

import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;

/**
 * The projection of web maps, EPSG:3857: Mercator on a sphere, with latitudes and longitudes of WGS
 * 84. Lengths on the map are those on the ground divided by the cosine of the latitude.
 */
public final class WebMercator {
  private static final int EPSG = 3857;
  private static final double RADIUS = 6_378_137;

  private WebMercator() {}

  /** Whether a system is this projection. */
  public static boolean is(Crs crs) {
    return crs.epsg() == EPSG;
  }

  /** Latitude and longitude of a point, or null outside of the world. */
  public static @Nullable Place place(double x, double y) {
    double longitude = Math.toDegrees(x / RADIUS);
    return Math.abs(longitude) <= 180
        ? new Place(Math.toDegrees(Math.atan(Math.sinh(y / RADIUS))), longitude)
        : null;
  }

  /** Map coordinates in metres. */
  public static double[] map(double latitude, double longitude) {
    double angle = Math.toRadians(latitude);
    double tangent = Math.tan(angle);
    return new double[] {
      RADIUS * Math.toRadians(longitude), RADIUS * Math.log(tangent + Math.hypot(1, tangent))
    };
  }
}
