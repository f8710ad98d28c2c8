package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;

/** Chooses where a crop lies inside an image. */
@FunctionalInterface
public interface CropPosition {
  /** Every position is equally likely. */
  CropPosition UNIFORM =
      (random, rows, columns) -> new Offset(random.nextInt(rows), random.nextInt(columns));

  /** The top left corner of a crop. */
  record Offset(int row, int column) {}

  /**
   * Chooses one of the possible positions.
   *
   * @param rows number of possible first rows, at least 1
   * @param columns number of possible first columns, at least 1
   * @return a row in {@code [0, rows)} and a column in {@code [0, columns)}
   */
  Offset choose(RandomGenerator random, int rows, int columns);

  /** Always the same place, whatever the random source says. */
  static CropPosition at(int row, int column) {
    return (random, rows, columns) -> {
      if (row < 0 || row >= rows || column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            "crop position (%d, %d) is outside the %d x %d possible ones"
                .formatted(row, column, rows, columns));
      }
      return new Offset(row, column);
    };
  }
}
