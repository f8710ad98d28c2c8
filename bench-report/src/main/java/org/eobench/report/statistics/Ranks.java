package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Ranks from 1 for the smallest value; equal values share their mean rank. */
final class Ranks {
  private Ranks() {}

  /**
   * The rank of each value.
   *
   * @throws IllegalArgumentException if a value is NaN
   */
  static double[] of(double[] values) {
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(withoutSignOfZero(values));
  }

  /** The values with -0 replaced by 0: Commons Statistics ranks them as different values. */
  static double[] withoutSignOfZero(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }

  /** Whether two values are equal. */
  static boolean haveTies(double[] values) {
    return tieSum(values, t -> t - 1.0) > 0;
  }

  /** The sum of a term over the groups of equal values; the term gets the size of the group. */
  static double tieSum(double[] values, LongToDoubleFunction term) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[from]) {
        sum += term.applyAsDouble(i - from);
        from = i;
      }
    }
    return sum;
  }

  /** {@code t^3 - t}, the term of the usual corrections for ties. */
  static double cubic(long t) {
    return (double) t * t * t - t;
  }
}
