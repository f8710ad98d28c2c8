package org.eobench.report.statistics;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of the range of k independent standard normal values, which is the studentized
 * range with infinite degrees of freedom.
 */
public final class StudentizedRange {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double REACH = 9;
  private static final double STEP = 1.0 / 32;
  private static final double LARGEST = 100;
  private static final int HALVINGS = 60;

  private StudentizedRange() {}

  /**
   * The probability of a range of at most q: k times the integral over the smallest value z of
   * {@code phi(z) (Phi(z + q) - Phi(z))^(k-1)}. The trapezoidal rule with a step of 1/32 is exact
   * to about 1e-14, as the integrand is analytic and vanishes at both ends.
   *
   * @param q range, at least 0
   * @param k number of values, at least 2
   */
  public static double probability(double q, int k) {
    if (k < 2 || !(q >= 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no range %s of %d values", q, k));
    }
    double sum = 0;
    for (double z = -REACH; z <= REACH; z += STEP) {
      double between = NORMAL.probability(z, z + q);
      sum += NORMAL.density(z) * Math.pow(between, k - 1.0);
    }
    return Math.min(1, k * sum * STEP);
  }

  /**
   * The range that is not exceeded with a probability.
   *
   * @param probability in {@code [0,1)}
   */
  public static double quantile(double probability, int k) {
    double low = 0;
    double high = LARGEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (probability(middle, k) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
