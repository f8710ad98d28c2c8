package org.eobench.datasets.vector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A geometry with attributes.
 *
 * @param place file and number of the feature, for messages
 * @param attributes text of each attribute that is not null; a whole number has no decimals
 * @param geometry polygons or points, x before y
 */
public record Feature(String place, Map<String, String> attributes, Geometry geometry) {
  public Feature {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The text of a number as an attribute: {@code 3}, not {@code 3.0}. */
  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
