package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.Locale;

/** Means and deviations of arrays. */
public final class Sums {
  private Sums() {}

  /** The mean; NaN of no values. */
  public static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Sum of the squared deviations from the mean. */
  public static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  /** Standard deviation with the divisor n - 1; NaN for fewer than two values. */
  public static double deviation(double[] values) {
    return values.length < 2 ? Double.NaN : Math.sqrt(squares(values) / (values.length - 1));
  }

  /** Differences a - b of paired values. */
  static double[] differences(double[] a, double[] b) {
    requirePairs(a.length, b.length);
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return differences;
  }

  static void requirePairs(int a, int b) {
    if (a != b || a == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "paired values need equal numbers above 0, got %d and %d", a, b));
    }
  }

  /**
   * The quantile of sorted values by linear interpolation between ranks, as NumPy's default.
   *
   * @param share in {@code [0,1]}
   */
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = at - below;
    return sorted[below] + weight * (sorted[above] - sorted[below]);
  }
}
