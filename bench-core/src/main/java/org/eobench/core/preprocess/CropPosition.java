package org.eobench.core.preprocess;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Decides where a crop lies inside an image: where its step draws it, or at one fixed place. */
@FunctionalInterface
public interface CropPosition {
  /** Each crop lies where its step draws it. */
  CropPosition DRAWN = (draw, rows, columns) -> draw.get();

  /** The top left corner of a crop. */
  record Offset(int row, int column) {
    /** One of all possible corners, each equally likely. */
    static Offset uniform(RandomGenerator random, int rows, int columns) {
      return new Offset(random.nextInt(rows), random.nextInt(columns));
    }
  }

  /**
   * Chooses one of the possible positions.
   *
   * @param draw draws a position by the rule of the step that asks
   * @param rows number of possible first rows, at least 1
   * @param columns number of possible first columns, at least 1
   * @return a row in {@code [0, rows)} and a column in {@code [0, columns)}
   */
  Offset choose(Supplier<Offset> draw, int rows, int columns);

  /** Always the same place, whatever a step would draw. */
  static CropPosition at(int row, int column) {
    return (draw, rows, columns) -> {
      if (row < 0 || row >= rows || column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "crop position (%d, %d) is outside the %d x %d possible ones",
                row,
                column,
                rows,
                columns));
      }
      return new Offset(row, column);
    };
  }
}
