package org.eobench.core.dataset.contract;

import java.util.Arrays;

/** Means, deviations and correlations of the values of pixels. */
final class Moments {
  private Moments() {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** Pearson's correlation; NaN where one of them does not vary. */
  static double correlation(double[] a, double[] b) {
    return product(standardised(a), standardised(b)) / a.length;
  }

  /** The values with mean 0 and deviation 1; NaN where they do not vary. */
  static double[] standardised(double[] values) {
    double mean = mean(values);
    double deviation = deviation(values);
    return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
  }

  /** The sum of the products. */
  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The value below which a share of the sorted values lies. */
  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  static double median(double[] values) {
    return quantile(sorted(values), 0.5);
  }
}
