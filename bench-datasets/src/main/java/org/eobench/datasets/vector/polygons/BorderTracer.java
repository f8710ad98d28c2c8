package org.eobench.datasets.vector.polygons;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the borders of connected pixels of a class, row by row. Pixels are connected by their
 * sides. Between two rows it keeps, for each column, the open ends of the borders that cross; a
 * region is given away with its borders as soon as a row has no pixel of it.
 *
 * <p>At each corner of pixels, borders that arrive are joined to borders that leave. The border of
 * a pixel has the pixel at its right: along its upper side it leads to the right, along its right
 * side down. The four pixels of a corner are numbered against the clock from the upper left: an
 * arriving border of pixel {@code p} turns around the pixels after it as long as they are of its
 * class.
 */
final class BorderTracer {
  /** Pixels without class, and those beyond the image. */
  static final int NONE = -1;

  /** Marks a corner where two pixels of the class touch that the border passes one by one. */
  private static final long TOUCHING = Long.MIN_VALUE;

  private static final int CORNERS = 4;

  private final int width;
  private final Consumer<Region> finished;
  private final @Nullable PointChain[] down;
  private final @Nullable PointChain[] up;
  private int[] above;
  private int[] below;
  private @Nullable Region[] regionsAbove;
  private @Nullable Region[] regionsBelow;
  private int row;

  /** Open ends at the left of the corner: a border that arrives from there, one that leaves. */
  private @Nullable PointChain right;

  private @Nullable PointChain left;

  /**
   * @param width columns of the image
   * @param finished takes regions that are complete
   */
  BorderTracer(int width, Consumer<Region> finished) {
    this.width = width;
    this.finished = finished;
    this.down = new PointChain[width + 1];
    this.up = new PointChain[width + 1];
    this.above = none(width);
    this.below = above;
    this.regionsAbove = new Region[width];
    this.regionsBelow = regionsAbove;
  }

  private static int[] none(int width) {
    int[] labels = new int[width];
    Arrays.fill(labels, NONE);
    return labels;
  }

  /** Row of a corner. */
  static int y(long point) {
    return (int) (point >>> 32) & Integer.MAX_VALUE;
  }

  /** Column of a corner. */
  static int x(long point) {
    return (int) point;
  }

  /** Whether the border may pass the corner twice. */
  static boolean touches(long point) {
    return point < 0;
  }

  /**
   * Takes the next row.
   *
   * @param labels {@code [width]}, not negative, or {@link #NONE}; not kept
   * @param values {@code [width]}, of which regions have the mean, NaN where there is none; or null
   */
  void accept(int[] labels, float @Nullable [] values) {
    step(labels.clone(), values);
  }

  /** Gives away the regions of the last row. */
  void end() {
    step(none(width), null);
  }

  private void step(int[] labels, float @Nullable [] values) {
    below = labels;
    regionsBelow = regions(labels, values);
    for (int x = 0; x <= width; x++) {
      corner(x);
    }
    Region last = null;
    for (Region region : regionsAbove) {
      if (region != null && region != last && region.root().finishedAbove(row)) {
        finished.accept(region.root());
      }
      last = region;
    }
    above = below;
    regionsAbove = regionsBelow;
    row++;
  }

  /** The region of each pixel of a row. */
  private @Nullable Region[] regions(int[] labels, float @Nullable [] values) {
    @Nullable Region[] regions = new Region[width];
    int end;
    for (int start = 0; start < width; start = end) {
      end = start + 1;
      while (end < width && labels[end] == labels[start]) {
        end++;
      }
      if (labels[start] != NONE) {
        Region region = region(labels[start], start, end);
        region.count(row, end - start);
        for (int x = start; x < end; x++) {
          regions[x] = region;
          if (values != null && !Float.isNaN(values[x])) {
            region.measure(values[x]);
          }
        }
      }
    }
    return regions;
  }

  /** The region of neighbouring pixels of a row, which unites those that they touch above. */
  private Region region(int label, int start, int end) {
    Region region = null;
    Region last = null;
    for (int x = start; x < end; x++) {
      Region touched = above[x] == label ? regionsAbove[x] : null;
      if (touched != null && touched != last) {
        Region root = touched.root();
        region = region == null ? root : region.unite(root);
        last = touched;
      }
    }
    return region == null ? new Region(label) : region;
  }

  private static int at(int[] labels, int x) {
    return x < 0 || x >= labels.length ? NONE : labels[x];
  }

  /** Joins the borders at the corner above and at the left of a pixel of the row. */
  private void corner(int x) {
    int upperLeft = at(above, x - 1);
    int lowerLeft = at(below, x - 1);
    int lowerRight = at(below, x);
    int upperRight = at(above, x);
    if (upperLeft == lowerLeft && lowerLeft == lowerRight && lowerRight == upperRight) {
      return;
    }
    int[] around = {upperLeft, lowerLeft, lowerRight, upperRight};
    // What crosses the corner from below or from the right is not known yet.
    @Nullable PointChain[] arriving = {down[x], right, null, null};
    @Nullable PointChain[] leaving = {left, null, null, up[x]};
    down[x] = null;
    up[x] = null;
    left = null;
    right = null;
    for (int in = 0; in < CORNERS; in++) {
      int label = around[in];
      if (label != NONE && label != around[(in + 3) % CORNERS]) {
        int out = in;
        while (around[(out + 1) % CORNERS] == label) {
          out = (out + 1) % CORNERS;
        }
        pass(x, in, out, around[(in + 2) % CORNERS] == label, arriving[in], leaving[out]);
      }
    }
  }

  /**
   * Leads a border through a corner.
   *
   * @param opposite whether the pixel opposite to the first has its class
   * @param before the border that arrives, or null if it comes from below or from the right
   * @param after the border that leaves, or null if it goes down or to the right
   */
  private void pass(
      int x,
      int in,
      int out,
      boolean opposite,
      @Nullable PointChain before,
      @Nullable PointChain after) {
    PointChain chain =
        before != null ? before.current() : after != null ? after.current() : new PointChain();
    if (out != (in + 1) % CORNERS) {
      long point = (long) row << 32 | x | (in == out && opposite ? TOUCHING : 0);
      if (before == null && after != null) {
        chain.prepend(point);
      } else {
        chain.append(point);
      }
    }
    if (before != null && after != null) {
      PointChain other = after.current();
      if (other == chain) {
        Region region = in == 0 ? regionsAbove[x - 1] : regionsBelow[x - 1];
        Objects.requireNonNull(region).root().close(chain.points());
      } else {
        chain.join(other);
      }
    }
    if (before == null && in == 2) {
      up[x] = chain;
    } else if (before == null) {
      left = chain;
    }
    if (after == null && out == 1) {
      down[x] = chain;
    } else if (after == null) {
      right = chain;
    }
  }
}
