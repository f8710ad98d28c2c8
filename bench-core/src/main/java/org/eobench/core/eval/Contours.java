package org.eobench.core.eval;

import java.util.Arrays;

/**
 * Which pixels of a label map lie near the contour of their own class: what an erosion of the
 * class's mask by a square takes away. For all classes at once, in a time that depends neither on
 * their number nor on the distance (van Herk 1992: extremes of sliding windows).
 */
final class Contours {
  /** Label of a pixel that is of no known class: it is near no contour, and makes none. */
  static final int UNKNOWN = -1;

  private Contours() {}

  /**
   * Finds the pixels with another class, or the outside of the image, at most {@code distance} rows
   * and columns away.
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
    slide(lowest, height, width, distance);
    slide(highest, height, width, distance);
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

  /** Replaces each value by the least one of the square around it, rows first, then columns. */
  private static void slide(int[] map, int height, int width, int distance) {
    Window across = new Window(width, distance);
    for (int row = 0; row < height; row++) {
      across.slide(map, row * width, 1);
    }
    Window down = new Window(height, distance);
    for (int column = 0; column < width; column++) {
      down.slide(map, column, width);
    }
  }

  /** Minima over a window that slides along a line, three comparisons a value. */
  private static final class Window {
    private final int length;
    private final int distance;
    private final int[] line;
    private final int[] fromLeft;
    private final int[] fromRight;

    Window(int length, int distance) {
      this.length = length;
      // A window longer than the line sees all of it from everywhere.
      this.distance = Math.min(distance, length);
      int padded = length + 2 * this.distance;
      line = new int[padded];
      Arrays.fill(line, Integer.MAX_VALUE);
      fromLeft = new int[padded];
      fromRight = new int[padded];
    }

    void slide(int[] map, int start, int step) {
      for (int i = 0; i < length; i++) {
        line[distance + i] = map[start + i * step];
      }
      int block = 2 * distance + 1;
      for (int i = 0; i < line.length; i++) {
        fromLeft[i] = i % block == 0 ? line[i] : Math.min(fromLeft[i - 1], line[i]);
      }
      for (int i = line.length - 1; i >= 0; i--) {
        boolean last = i == line.length - 1 || i % block == block - 1;
        fromRight[i] = last ? line[i] : Math.min(fromRight[i + 1], line[i]);
      }
      for (int i = 0; i < length; i++) {
        map[start + i * step] = Math.min(fromRight[i], fromLeft[i + block - 1]);
      }
    }
  }
}
