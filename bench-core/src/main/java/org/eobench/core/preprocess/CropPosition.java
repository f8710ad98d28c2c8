package org.eobench.core.preprocess;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The position of a crop in an image: drawn by the crop's step, or fixed. */
@FunctionalInterface
public interface CropPosition {
  /** The position is the one that the step draws. */
  CropPosition DRAWN = (draw, rows, columns) -> draw.get();

  /** The top left corner of a crop. */
  record Offset(int row, int column) {
    /** Draws one of the possible corners with equal probability. */
    static Offset uniform(RandomGenerator random, int rows, int columns) {
      return new Offset(random.nextInt(rows), random.nextInt(columns));
    }
  }

  /**
   * Chooses one of the possible positions.
   *
   * @param draw draws a position by the rule of the step
   * @param rows number of possible first rows, at least 1
   * @param columns number of possible first columns, at least 1
   * @return a row in {@code [0, rows)} and a column in {@code [0, columns)}
   */
  Offset choose(Supplier<Offset> draw, int rows, int columns);

  /** The same fixed position for every crop. */
  static CropPosition at(int row, int column) {
    return (draw, rows, columns) -> {
      if (row < 0 || row >= rows || column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "crop position (%d, %d) is outside the %d x %d possible positions",
                row,
                column,
                rows,
                columns));
      }
      return new Offset(row, column);
    };
  }
}
