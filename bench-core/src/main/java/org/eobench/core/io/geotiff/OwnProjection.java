package org.eobench.core.io.geotiff;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters of a projection without an EPSG code, from the GeoKeys: method and numbers.
 *
 * @param keys values of the keys from ProjCoordTransGeoKey (3075, the method) to
 *     ProjStraightVertPoleLongGeoKey (3095) that the file contains
 */
public record OwnProjection(SortedMap<Integer, Double> keys) {
  /** GeoKey of the method; 1 is Transverse Mercator. */
  public static final int METHOD = 3075;

  /** The last GeoKey of a projection's parameters. */
  static final int LAST = 3095;

  private static final double ROUNDING = 1e-7;

  public OwnProjection {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Whether a key that both files contain differs; missing keys are ignored. */
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
