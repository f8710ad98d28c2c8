package org.eobench.datasets.raster;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.OwnProjection;
import org.jspecify.annotations.Nullable;

/**
 * A zone of the Universal Transverse Mercator grid on WGS 84. Map coordinates are converted to
 * latitude and longitude by Krüger's series to the fourth power of the third flattening (Karney
 * 2011, doi:10.1007/s00190-011-0445-3; Kawase 2011, Bulletin of the GSI 59), with an error below
 * one millimetre within a zone.
 *
 * @param number zone number from 1 to 60
 * @param north whether northings count from the equator instead of from 10,000 km south of it
 */
public record UtmZone(int number, boolean north) {
  private static final int ZONES = 60;
  private static final int EPSG_NORTH = 32600;
  private static final int EPSG_SOUTH = 32700;
  private static final double SEMI_MAJOR = 6_378_137;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double SCALE = 0.9996;
  private static final double FALSE_EASTING = 500_000;
  private static final double FALSE_NORTHING = 10_000_000;

  /** n, the third flattening. */
  private static final double N = FLATTENING / (2 - FLATTENING);

  private static final double N2 = N * N;
  private static final double N3 = N2 * N;
  private static final double N4 = N3 * N;

  /** Radius of the circle with the circumference of a meridian. */
  private static final double RECTIFYING = SEMI_MAJOR / (1 + N) * (1 + N2 / 4 + N4 / 64);

  /** From the plane to the conformal sphere. */
  private static final double[] TO_SPHERE = {
    N / 2 - 2 * N2 / 3 + 37 * N3 / 96 - N4 / 360,
    N2 / 48 + N3 / 15 - 437 * N4 / 1440,
    17 * N3 / 480 - 37 * N4 / 840,
    4397 * N4 / 161_280
  };

  /** From conformal to geographic latitude. */
  private static final double[] TO_LATITUDE = {
    2 * N - 2 * N2 / 3 - 2 * N3 + 116 * N4 / 45,
    7 * N2 / 3 - 8 * N3 / 5 - 227 * N4 / 45,
    56 * N3 / 15 - 136 * N4 / 35,
    4279 * N4 / 630
  };

  /** From the conformal sphere to the plane. */
  private static final double[] TO_PLANE = {
    N / 2 - 2 * N2 / 3 + 5 * N3 / 16 + 41 * N4 / 180,
    13 * N2 / 48 - 3 * N3 / 5 + 557 * N4 / 1440,
    61 * N3 / 240 - 103 * N4 / 140,
    49_561 * N4 / 161_280
  };

  private static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

  public UtmZone {
    if (number < 1 || number > ZONES) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "UTM zone %d does not exist", number));
    }
  }

  /** The zone of EPSG:32601 to 32660 and 32701 to 32760; null for any other system. */
  public static @Nullable UtmZone of(Crs crs) {
    int north = crs.epsg() - EPSG_NORTH;
    int south = crs.epsg() - EPSG_SOUTH;
    if (north >= 1 && north <= ZONES) {
      return new UtmZone(north, true);
    }
    return south >= 1 && south <= ZONES ? new UtmZone(south, false) : null;
  }

  /** Its projection parameters, as spelled out in a file without an EPSG code. */
  OwnProjection spelledOut() {
    return new OwnProjection(
        new TreeMap<>(
            Map.of(
                OwnProjection.METHOD,
                1.0, // Transverse Mercator
                3080,
                number * 6.0 - 183, // central meridian
                3081,
                0.0,
                3082,
                FALSE_EASTING,
                3083,
                north ? 0.0 : FALSE_NORTHING,
                3092,
                SCALE)));
  }

  /** Its coordinate system. */
  public Crs crs() {
    return Crs.projected((north ? EPSG_NORTH : EPSG_SOUTH) + number);
  }

  /**
   * Latitude and longitude of a point, or null if the coordinates are far outside the zone.
   *
   * @param easting metres
   * @param northing metres
   */
  public @Nullable Place place(double easting, double northing) {
    double xi = (northing - (north ? 0 : FALSE_NORTHING)) / (SCALE * RECTIFYING);
    double eta = (easting - FALSE_EASTING) / (SCALE * RECTIFYING);
    if (!(Math.abs(xi) <= Math.PI / 2) || !(Math.abs(eta) <= 0.5)) {
      return null;
    }
    double x = xi;
    double y = eta;
    for (int j = 0; j < TO_SPHERE.length; j++) {
      double k = 2.0 * (j + 1);
      x -= TO_SPHERE[j] * Math.sin(k * xi) * Math.cosh(k * eta);
      y -= TO_SPHERE[j] * Math.cos(k * xi) * Math.sinh(k * eta);
    }
    double conformal = Math.asin(Math.sin(x) / Math.cosh(y));
    double latitude = conformal;
    for (int j = 0; j < TO_LATITUDE.length; j++) {
      latitude += TO_LATITUDE[j] * Math.sin(2 * (j + 1) * conformal);
    }
    double meridian = 6 * number - 183;
    double longitude = meridian + Math.toDegrees(Math.atan2(Math.sinh(y), Math.cos(x)));
    return new Place(Math.max(-90, Math.min(90, Math.toDegrees(latitude))), wrapped(longitude));
  }

  /**
   * Easting and northing in metres, the inverse of {@link #place}. Far outside the zone, the result
   * loses accuracy.
   *
   * @param latitude degrees
   * @param longitude degrees
   */
  public double[] map(double latitude, double longitude) {
    double sine = Math.sin(Math.toRadians(latitude));
    double east = Math.toRadians(wrapped(longitude - (6 * number - 183)));
    double tangent = Math.sinh(atanh(sine) - ECCENTRICITY * atanh(ECCENTRICITY * sine));
    double x = Math.atan2(tangent, Math.cos(east));
    double y = asinh(Math.sin(east) / Math.hypot(tangent, Math.cos(east)));
    double xi = x;
    double eta = y;
    for (int j = 0; j < TO_PLANE.length; j++) {
      double k = 2.0 * (j + 1);
      xi += TO_PLANE[j] * Math.sin(k * x) * Math.cosh(k * y);
      eta += TO_PLANE[j] * Math.cos(k * x) * Math.sinh(k * y);
    }
    return new double[] {
      FALSE_EASTING + SCALE * RECTIFYING * eta,
      (north ? 0 : FALSE_NORTHING) + SCALE * RECTIFYING * xi
    };
  }

  private static double atanh(double x) {
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.hypot(1, size))), x);
  }

  /** Wraps the longitude of a zone at the date line, which extends beyond 180 degrees. */
  private static double wrapped(double longitude) {
    return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
  }
}
