package org.eobench.core.io.geotiff;

/**
 * A coordinate reference system, identified by its EPSG code.
 *
 * @param epsg code, such as 32610
 * @param projected whether coordinates are metres on a plane instead of degrees
 */
public record Crs(int epsg, boolean projected) {
  public static Crs projected(int epsg) {
    return new Crs(epsg, true);
  }

  public static Crs geographic(int epsg) {
    return new Crs(epsg, false);
  }
}
