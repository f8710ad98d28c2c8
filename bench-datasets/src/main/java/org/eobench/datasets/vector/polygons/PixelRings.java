package org.eobench.datasets.vector.polygons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Makes a valid polygon of the borders of a region. Where the region touches itself at a corner,
 * its border passes the corner twice; a ring of a polygon must not, so the part between is a ring
 * of its own, a hole.
 */
final class PixelRings {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private PixelRings() {}

  /** The polygon in pixels from the upper left corner, x to the right and y down. */
  static Polygon polygon(List<long[]> borders) {
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (long[] border : borders) {
      for (long[] ring : simple(border)) {
        LinearRing line = FACTORY.createLinearRing(coordinates(ring));
        if (isOuter(ring)) {
          shell = line;
        } else {
          holes.add(line);
        }
      }
    }
    if (shell == null) {
      throw new IllegalStateException("a region has no outer border");
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  /** Parts of a border that pass no corner twice. */
  private static List<long[]> simple(long[] border) {
    List<long[]> rings = new ArrayList<>();
    Map<Long, Integer> passed = new HashMap<>();
    long[] path = new long[border.length];
    int length = 0;
    for (long point : border) {
      if (BorderTracer.touches(point)) {
        Integer earlier = passed.putIfAbsent(point, length);
        if (earlier != null) {
          rings.add(Arrays.copyOfRange(path, earlier, length));
          for (int i = earlier + 1; i < length; i++) {
            passed.remove(path[i]);
          }
          length = earlier;
        }
      }
      path[length++] = point;
    }
    rings.add(Arrays.copyOf(path, length));
    return rings;
  }

  /** Whether a ring goes with the clock on the image, so that its inside is the region. */
  private static boolean isOuter(long[] ring) {
    long twice = 0;
    for (int i = 0; i < ring.length; i++) {
      long next = ring[(i + 1) % ring.length];
      twice += (long) BorderTracer.x(ring[i]) * BorderTracer.y(next);
      twice -= (long) BorderTracer.x(next) * BorderTracer.y(ring[i]);
    }
    return twice > 0;
  }

  private static Coordinate[] coordinates(long[] ring) {
    Coordinate[] points = new Coordinate[ring.length + 1];
    for (int i = 0; i <= ring.length; i++) {
      long point = ring[i % ring.length];
      points[i] = new Coordinate(BorderTracer.x(point), BorderTracer.y(point));
    }
    return points;
  }
}
