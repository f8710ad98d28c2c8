package org.eobench.core.dataset.contract;

import org.jspecify.annotations.Nullable;

/**
 * Whether a band repeats its pixels, as one of 20 m does after it was enlarged to 10 m by the
 * nearest neighbour: in tiles of {@value #SIDE} pixels, every second pair of neighbours is equal
 * and the pairs between them are not. Pairs of a band with few values, or over calm water, are
 * equal as well, but not every second one.
 */
final class RepeatedPixels {
  private static final int SIDE = 8;

  /** Tiles along each side of a layer that are looked at. */
  private static final int MOST_TILES = 8;

  private static final double EQUAL = 0.95;
  private static final double DIFFERENT = 0.5;
  private static final int LEAST_TILES = 20;
  private static final double SURE = 0.9;

  private int repeated;
  private int single;

  /**
   * Looks at a layer.
   *
   * @param start index of its first pixel in {@code data}
   */
  void add(float[] data, int start, int height, int width) {
    int down = step(height);
    int right = step(width);
    for (int row = 0; row + SIDE <= height; row += down) {
      for (int col = 0; col + SIDE <= width; col += right) {
        int first = start + row * width + col;
        Pairs rows = Pairs.of(data, first, 1, width);
        Pairs columns = Pairs.of(data, first, width, 1);
        if (rows == null || columns == null) {
          continue;
        }
        repeated += rows.alternate() || columns.alternate() ? 1 : 0;
        single += rows.most <= DIFFERENT && columns.most <= DIFFERENT ? 1 : 0;
      }
    }
  }

  private static int step(int length) {
    int tiles = length / SIDE;
    return SIDE * Math.max(1, (tiles + MOST_TILES - 1) / MOST_TILES);
  }

  /** Whether nearly all tiles that tell it say that pixels are repeated. */
  boolean areRepeated() {
    return repeated >= LEAST_TILES && repeated >= SURE * (repeated + single);
  }

  /** Whether nearly all tiles that tell it say that no pixel is repeated. */
  boolean areSingle() {
    return single >= LEAST_TILES && single >= SURE * (repeated + single);
  }

  /**
   * Shares of equal neighbours in a tile, of the first, third, fifth … pair of each line and of the
   * others.
   *
   * @param most the larger share
   * @param least the smaller share
   */
  private record Pairs(double most, double least) {
    /**
     * @param along distance of neighbours in a line
     * @param across distance of lines
     * @return null where a pixel has no data
     */
    static @Nullable Pairs of(float[] data, int first, int along, int across) {
      int[] equal = new int[2];
      for (int line = 0; line < SIDE; line++) {
        for (int i = 0; i + 1 < SIDE; i++) {
          float step =
              data[first + line * across + (i + 1) * along]
                  - data[first + line * across + i * along];
          if (!Float.isFinite(step)) {
            return null;
          }
          equal[i % 2] += step == 0 ? 1 : 0;
        }
      }
      double even = (double) equal[0] / (SIDE * (SIDE / 2));
      double odd = (double) equal[1] / (SIDE * (SIDE / 2 - 1));
      return new Pairs(Math.max(even, odd), Math.min(even, odd));
    }

    boolean alternate() {
      return most >= EQUAL && least <= DIFFERENT;
    }
  }
}
