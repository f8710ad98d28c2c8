package org.eobench.analysis.spectrum;

import java.util.Arrays;

/**
 * A power law {@code p(x) ~ x^-alpha} fitted to the tail of some values by maximum likelihood; the
 * tail begins where the distance of Kolmogorov and Smirnov is least (Clauset et al. 2009,
 * arXiv:0706.1062).
 *
 * @param alpha exponent
 * @param start least value of the tail
 * @param distance the largest difference of the fitted and the empirical distribution
 * @param tail number of values in the tail
 */
public record PowerLaw(double alpha, double start, double distance, int tail) {
  /** Fewer values determine no exponent. */
  private static final int LEAST_TAIL = 10;

  /** What is found where no tail is long enough. */
  private static final PowerLaw NONE =
      new PowerLaw(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 0);

  /**
   * Fits values.
   *
   * @param values positive; others are left out
   * @return with a tail of 0 if there are fewer than ten, or all are equal
   */
  public static PowerLaw fit(double[] values) {
    double[] sorted = Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
    double[] logs = Arrays.stream(sorted).map(Math::log).toArray();
    double sum = 0;
    PowerLaw best = NONE;
    for (int first = sorted.length - 1; first >= 0; first--) {
      sum += logs[first];
      int tail = sorted.length - first;
      double excess = sum - tail * logs[first];
      boolean begins = first == 0 || sorted[first - 1] < sorted[first];
      if (tail >= LEAST_TAIL && excess > 0 && begins) {
        double alpha = 1 + tail / excess;
        double distance = distance(logs, first, alpha);
        if (distance < best.distance) {
          best = new PowerLaw(alpha, sorted[first], distance, tail);
        }
      }
    }
    return best;
  }

  private static double distance(double[] logs, int first, double alpha) {
    int tail = logs.length - first;
    double largest = 0;
    for (int i = 0; i < tail; i++) {
      double fitted = 1 - Math.exp((1 - alpha) * (logs[first + i] - logs[first]));
      largest = Math.max(largest, Math.abs(fitted - (double) i / tail));
      largest = Math.max(largest, Math.abs(fitted - (double) (i + 1) / tail));
    }
    return largest;
  }
}
