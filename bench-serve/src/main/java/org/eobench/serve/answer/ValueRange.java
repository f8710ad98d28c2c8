package org.eobench.serve.answer;

import java.util.Arrays;

/**
 * The values of a map without the rarest, from its 2nd to its 98th percentile.
 *
 * @param low has the first colour
 * @param high has the last colour
 */
record ValueRange(double low, double high) {
  private static final double RARE = 0.02;

  /** The range of those values that are numbers; 0 to 0 if there are none. */
  static ValueRange of(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    while (count > 0 && Float.isNaN(sorted[count - 1])) {
      count--; // NaN is sorted behind all numbers
    }
    return count == 0
        ? new ValueRange(0, 0)
        : new ValueRange(
            sorted[(int) (RARE * (count - 1))], sorted[(int) ((1 - RARE) * (count - 1))]);
  }

  /** The place of a value in the range, from 0 to 1; one half if the range has no extent. */
  double share(double value) {
    return high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5;
  }
}
