package org.eobench.core.dataset;

/**
 * The rectangle of the map that a chip covers.
 *
 * @param system name of the coordinate system, such as {@code EPSG:32633}; footprints of two
 *     systems are not compared
 * @param degrees whether the coordinates are degrees of longitude and latitude, and not metres or
 *     another unit of length
 * @param west smallest x
 * @param south smallest y
 * @param east largest x
 * @param north largest y
 */
public record Footprint(
    String system, boolean degrees, double west, double south, double east, double north) {

  /** Metres of a degree of latitude, and of a degree of longitude at the equator. */
  private static final double METRES_PER_DEGREE = 2 * Math.PI * 6_378_137 / 360;

  public Footprint {
    if (!(west <= east) || !(south <= north)) {
      throw new IllegalArgumentException(
          String.format(
              java.util.Locale.ROOT, "footprint %s..%s, %s..%s", west, east, south, north));
    }
  }

  /**
   * The shortest distance to another footprint of the same system; 0 if they overlap or touch.
   *
   * @return metres if the coordinates are degrees, otherwise the unit of the coordinates
   */
  public double distance(Footprint other) {
    double x = Math.max(0, Math.max(other.west - east, west - other.east));
    double y = Math.max(0, Math.max(other.south - north, south - other.north));
    if (!degrees) {
      return Math.hypot(x, y);
    }
    double latitude = Math.toRadians((south + north + other.south + other.north) / 4);
    return METRES_PER_DEGREE * Math.hypot(x * Math.cos(latitude), y);
  }

  /**
   * The share of the smaller of the two that both cover, from 0 to 1.
   *
   * @param other a footprint of the same system
   */
  public double overlap(Footprint other) {
    double x = Math.min(east, other.east) - Math.max(west, other.west);
    double y = Math.min(north, other.north) - Math.max(south, other.south);
    double least = Math.min(area(), other.area());
    return x <= 0 || y <= 0 || least == 0 ? 0 : x * y / least;
  }

  private double area() {
    return (east - west) * (north - south);
  }
}
