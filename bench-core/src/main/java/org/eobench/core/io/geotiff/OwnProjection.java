package org.eobench.core.io.geotiff;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A projection that a file spells out because it has no EPSG code: the method and its numbers, as
 * the GeoKeys give them.
 *
 * @param keys values of the keys from ProjCoordTransGeoKey (3075, the method) to
 *     ProjStraightVertPoleLongGeoKey (3095), those that the file has
 */
public record OwnProjection(SortedMap<Integer, Double> keys) {
  /** GeoKey of the method, such as 1 for Transverse Mercator. */
  public static final int METHOD = 3075;

  /** The last key of a projection's numbers. */
  static final int LAST = 3095;

  private static final double ROUNDING = 1e-7;

  public OwnProjection {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Whether a key that both spell out has another value; what one leaves out is trusted. */
  public boolean contradicts(OwnProjection other) {
    for (Map.Entry<Integer, Double> entry : keys.entrySet()) {
      double here = entry.getValue();
      double there = other.keys.getOrDefault(entry.getKey(), here);
      if (Math.abs(here - there) > ROUNDING * Math.max(1, Math.abs(here))) {
        return true;
      }
    }
    return false;
  }

  /** The keys and values, for a message. */
  @Override
  public String toString() {
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Double.toString(entry.getValue()))
        .collect(Collectors.joining(", ", "a projection of its own (GeoKeys ", ")"));
  }
}
