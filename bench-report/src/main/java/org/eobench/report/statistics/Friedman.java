package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Friedman's test of several models on several data sets, from the ranks of the models on each
 * (Demsar, Statistical Comparisons of Classifiers over Multiple Data Sets, JMLR 7, 2006).
 *
 * @param datasets N
 * @param meanRanks mean rank of each model; 1 is the best, equal scores share their mean rank
 * @param chiSquared Friedman's statistic, corrected for ties, and its p value
 * @param imanDavenport the less conservative F statistic of Iman and Davenport, and its p value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Friedman(
    int datasets, double[] meanRanks, TestResult chiSquared, TestResult imanDavenport) {

  /**
   * Compares models.
   *
   * @param scores {@code [data set][model]}, higher is better; at least 2 data sets and 3 models
   * @return p values are NaN if all models have equal scores on every data set
   */
  public static Friedman of(double[][] scores) {
    int n = scores.length;
    int k = n == 0 ? 0 : scores[0].length;
    if (n < 2 || k < 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "Friedman's test needs 2 data sets and 3 models, got %d and %d", n, k));
    }
    double[] mean = new double[k];
    double ties = 0;
    for (double[] row : scores) {
      double[] ranks = Ranks.of(Arrays.stream(row).map(score -> -score).toArray());
      for (int model = 0; model < k; model++) {
        mean[model] += ranks[model] / n;
      }
      ties += Ranks.tieSum(row, Ranks::cubic);
    }
    double squares = 0;
    for (double rank : mean) {
      squares += (rank - (k + 1) / 2.0) * (rank - (k + 1) / 2.0);
    }
    double correction = 1 - ties / (n * Ranks.cubic(k));
    double chi = 12.0 * n / (k * (k + 1.0)) * squares / correction;
    double f = (n - 1.0) * chi / (n * (k - 1.0) - chi);
    return new Friedman(n, mean, new TestResult(chi, tailOfChi(chi, k)), tailOfF(f, n, k));
  }

  private static double tailOfChi(double chi, int k) {
    return Double.isNaN(chi)
        ? Double.NaN
        : ChiSquaredDistribution.of(k - 1.0).survivalProbability(chi);
  }

  private static TestResult tailOfF(double f, int n, int k) {
    if (Double.isNaN(f)) {
      return new TestResult(f, Double.NaN);
    }
    // The same order on every data set makes the denominator zero.
    double above = f < 0 ? Double.POSITIVE_INFINITY : f;
    double p =
        Double.isInfinite(above)
            ? 0
            : FDistribution.of(k - 1.0, (k - 1.0) * (n - 1.0)).survivalProbability(above);
    return new TestResult(above, p);
  }

  /** Number of models. */
  public int models() {
    return meanRanks.length;
  }
}
