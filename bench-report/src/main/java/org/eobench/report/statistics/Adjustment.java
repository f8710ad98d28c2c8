package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Corrections of p values when several tests are made at once. */
public enum Adjustment {
  /** Times the number of tests (Bonferroni). */
  BONFERRONI,
  /** Step-down (Holm 1979): bounds the chance of any false positive, for any dependence. */
  HOLM,
  /** Step-up (Hochberg 1988): like Holm with more power, for independent tests. */
  HOCHBERG,
  /** Bounds the share of false ones among the positives, for independent tests (1995). */
  BENJAMINI_HOCHBERG,
  /** The same for any dependence (Benjamini and Yekutieli 2001). */
  BENJAMINI_YEKUTIELI;

  /**
   * Adjusts p values, which can then be compared with the usual levels.
   *
   * @param p p values; tests without one (NaN) stay so and do not count
   * @return adjusted p values of at most 1, in the order of the input
   */
  public double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int tests = order.length;
    double harmonic = IntStream.rangeClosed(1, tests).mapToDouble(i -> 1.0 / i).sum();
    IntToDoubleFunction factor =
        rank ->
            switch (this) {
              case BONFERRONI -> tests;
              case HOLM, HOCHBERG -> tests - rank;
              case BENJAMINI_HOCHBERG -> tests / (rank + 1.0);
              case BENJAMINI_YEKUTIELI -> tests * harmonic / (rank + 1.0);
            };
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    boolean down = this == HOLM;
    double bound = down ? 0 : 1;
    for (int step = 0; step < tests; step++) {
      int rank = down ? step : tests - 1 - step;
      double value = Math.min(1, p[order[rank]] * factor.applyAsDouble(rank));
      if (this != BONFERRONI) {
        bound = down ? Math.max(bound, value) : Math.min(bound, value);
        value = bound;
      }
      adjusted[order[rank]] = value;
    }
    return adjusted;
  }
}
