package org.eobench.datasets.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.io.geotiff.Window;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The pixels that a geometry covers, by the rules of gdal_rasterize: those whose centre is inside a
 * polygon, where a centre on an edge belongs to the polygon on its right, or with {@code
 * allTouched} also those whose inside an edge crosses; and the pixel that contains a point. The
 * parts of a multipolygon are taken one by one.
 */
public final class CoveredPixels {
  private final Window window;
  private final boolean allTouched;
  private final Run run;

  /** Receives pixels of one row of the window. */
  @FunctionalInterface
  public interface Run {
    /**
     * @param row row in the window
     * @param from first column in the window
     * @param to column after the last
     */
    void pixels(int row, int from, int to);
  }

  /**
   * @param window the part of the image that counts; coordinates are those of the whole image
   * @param allTouched whether pixels that an edge crosses are covered
   */
  public CoveredPixels(Window window, boolean allTouched, Run run) {
    this.window = window;
    this.allTouched = allTouched;
    this.run = run;
  }

  /**
   * Reports the covered pixels; a pixel may be reported twice.
   *
   * @param geometry polygons or points in pixels of the image
   */
  public void of(Geometry geometry) {
    if (geometry instanceof Polygon polygon) {
      polygon(polygon);
    } else if (geometry instanceof Point point && !point.isEmpty()) {
      row((int) Math.floor(point.getY()), Math.floor(point.getX()), Math.floor(point.getX()) + 1);
    } else if (!(geometry instanceof Point)) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        of(geometry.getGeometryN(i));
      }
    }
  }

  private void polygon(Polygon polygon) {
    if (polygon.isEmpty()) {
      return;
    }
    List<Coordinate[]> rings = new ArrayList<>();
    rings.add(polygon.getExteriorRing().getCoordinates());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      rings.add(polygon.getInteriorRingN(i).getCoordinates());
    }
    fill(rings);
    if (allTouched) {
      for (Coordinate[] ring : rings) {
        for (int i = 1; i < ring.length; i++) {
          touch(ring[i - 1], ring[i]);
        }
      }
    }
  }

  /** Fills between pairs of edges along the centre line of each row. */
  private void fill(List<Coordinate[]> rings) {
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Coordinate point : rings.get(0)) {
      top = Math.min(top, point.y);
      bottom = Math.max(bottom, point.y);
    }
    int first = (int) Math.max(window.row(), Math.floor(top));
    int last = (int) Math.min(window.row() + window.height() - 1.0, Math.floor(bottom));
    double[] crossings = new double[16];
    for (int row = first; row <= last; row++) {
      double centre = row + 0.5;
      int found = 0;
      for (Coordinate[] ring : rings) {
        for (int i = 1; i < ring.length; i++) {
          Coordinate from = ring[i - 1];
          Coordinate to = ring[i];
          if (from.y == to.y && from.y == centre && from.x > to.x) {
            row(row, Math.floor(to.x + 0.5), Math.floor(from.x + 0.5));
          }
          Coordinate low = from.y < to.y ? from : to;
          Coordinate high = from.y < to.y ? to : from;
          if (centre >= low.y && centre < high.y) {
            if (found == crossings.length) {
              crossings = Arrays.copyOf(crossings, 2 * found);
            }
            crossings[found++] = (centre - low.y) * (high.x - low.x) / (high.y - low.y) + low.x;
          }
        }
      }
      Arrays.sort(crossings, 0, found);
      for (int i = 0; i + 1 < found; i += 2) {
        row(row, Math.floor(crossings[i] + 0.5), Math.floor(crossings[i + 1] + 0.5));
      }
    }
  }

  /** Covers the pixels whose inside an edge crosses. */
  private void touch(Coordinate from, Coordinate to) {
    Coordinate low = from.y < to.y ? from : to;
    Coordinate high = from.y < to.y ? to : from;
    int first = (int) Math.max(window.row(), Math.floor(low.y));
    int last = (int) Math.min(window.row() + window.height(), Math.ceil(high.y)) - 1;
    for (int row = first; row <= last; row++) {
      double above = low.y == high.y ? low.x : at(low, high, Math.max(row, low.y));
      double below = low.y == high.y ? high.x : at(low, high, Math.min(row + 1.0, high.y));
      double left = Math.min(above, below);
      double right = Math.max(above, below);
      boolean alongBorder = left == right && left == Math.rint(left);
      if (!alongBorder) {
        row(row, Math.floor(left), Math.max(Math.ceil(right), Math.floor(left) + 1));
      }
    }
  }

  private static double at(Coordinate low, Coordinate high, double y) {
    return y == low.y
        ? low.x
        : y == high.y ? high.x : low.x + (y - low.y) * (high.x - low.x) / (high.y - low.y);
  }

  private void row(int row, double from, double to) {
    int first = (int) Math.max(from, window.col()) - window.col();
    int last = (int) Math.min(to, (double) window.col() + window.width()) - window.col();
    if (first < last && row >= window.row() && row < window.row() + window.height()) {
      run.pixels(row - window.row(), first, last);
    }
  }
}
