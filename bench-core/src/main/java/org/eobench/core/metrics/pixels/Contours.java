package org.eobench.core.metrics.pixels;

import java.util.Arrays;

/**
 * Finds the pixels of a label map that are near the contour of their own class, which an erosion of
 * the class's mask by a square would remove. It processes all classes at once, in time independent
 * of their number and of the distance (van Herk 1992: extremes of sliding windows).
 */
final class Contours {
  /** Label of a pixel without a known class, which is near no contour and creates none. */
  static final int UNKNOWN = -1;

  private Contours() {}

  /**
   * Finds the pixels with another class, or the outside of the image, within {@code distance} rows
   * and columns.
   *
   * @param labels in C order {@code [H,W]}, each at least 0 or {@link #UNKNOWN}
   * @param distance in pixels, at least 1
   */
  static boolean[] near(int[] labels, int height, int width, int distance) {
    int[] lowest = new int[labels.length];
    int[] highest = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      // The highest label is the lowest of the negative ones; an unknown one is neither.
      lowest[i] = labels[i] == UNKNOWN ? Integer.MAX_VALUE : labels[i];
      highest[i] = labels[i] == UNKNOWN ? Integer.MAX_VALUE : -labels[i];
    }
    lowest = least(lowest, height, width, distance);
    highest = least(highest, height, width, distance);
    boolean[] near = new boolean[labels.length];
    for (int row = 0; row < height; row++) {
      boolean outside = row < distance || row >= height - distance;
      for (int column = 0; column < width; column++) {
        int i = row * width + column;
        near[i] =
            labels[i] != UNKNOWN
                && (outside
                    || column < distance
                    || column >= width - distance
                    || lowest[i] != labels[i]
                    || highest[i] != -labels[i]);
      }
    }
    return near;
  }

  /** The minimum over the square around each pixel: first along columns, then along rows. */
  private static int[] least(int[] map, int height, int width, int distance) {
    int[] down = leastBelowAndAbove(map, height, width, distance);
    int[] turned = leastBelowAndAbove(transposed(down, height, width), width, height, distance);
    return transposed(turned, width, height);
  }

  /**
   * The minimum of each column within a distance of each row. Columns are divided into blocks of
   * the window length, so a window is the end of one block and the start of the next.
   */
  private static int[] leastBelowAndAbove(int[] map, int rows, int columns, int distance) {
    // A window longer than the column always covers all of it.
    int reach = Math.min(distance, rows);
    int block = 2 * reach + 1;
    int padded = rows + 2 * reach;
    int[] fromStart = new int[padded * columns];
    Arrays.fill(fromStart, Integer.MAX_VALUE);
    System.arraycopy(map, 0, fromStart, reach * columns, map.length);
    int[] toEnd = fromStart.clone();
    for (int row = 1; row < padded; row++) {
      if (row % block != 0) {
        lower(fromStart, row, row - 1, columns);
      }
    }
    for (int row = padded - 2; row >= 0; row--) {
      if (row % block != block - 1) {
        lower(toEnd, row, row + 1, columns);
      }
    }
    int[] least = new int[map.length];
    int ahead = 2 * reach * columns;
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(toEnd[i], fromStart[i + ahead]);
    }
    return least;
  }

  private static void lower(int[] map, int row, int neighbour, int columns) {
    int here = row * columns;
    int there = neighbour * columns;
    for (int column = 0; column < columns; column++) {
      map[here + column] = Math.min(map[here + column], map[there + column]);
    }
  }

  private static int[] transposed(int[] map, int height, int width) {
    int[] turned = new int[map.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        turned[column * height + row] = map[row * width + column];
      }
    }
    return turned;
  }
}
