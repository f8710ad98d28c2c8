package org.eobench.report.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/** Correlations of paired values: Pearson's r, and Spearman's rho from mean ranks. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's rho; p from the t distribution with n - 2 degrees of freedom. */
  public static TestResult spearman(double[] x, double[] y, Alternative alternative) {
    return pearson(Ranks.of(x), Ranks.of(y), alternative);
  }

  /**
   * Pearson's r; p from the t distribution with n - 2 degrees of freedom.
   *
   * @return NaN for values that are all equal; p is NaN for fewer than three pairs
   */
  public static TestResult pearson(double[] x, double[] y, Alternative alternative) {
    Sums.requirePairs(x.length, y.length);
    double meanX = Sums.mean(x);
    double meanY = Sums.mean(y);
    double products = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
    }
    double scale = Math.sqrt(Sums.squares(x) * Sums.squares(y));
    double r = Math.max(-1, Math.min(1, products / scale));
    int degrees = x.length - 2;
    if (Double.isNaN(r) || degrees < 1) {
      return new TestResult(r, Double.NaN);
    }
    double t = r * Math.sqrt(degrees / ((1 - r) * (1 + r)));
    TDistribution distribution = TDistribution.of(degrees);
    return new TestResult(
        r,
        alternative.p(
            () -> distribution.cumulativeProbability(t),
            () -> distribution.survivalProbability(t)));
  }

  /** Kendall's tau-b with the p value of SciPy's {@code auto}. */
  public static TestResult kendall(double[] x, double[] y, Alternative alternative) {
    return Kendall.of(x, y).test(Kendall.Method.AUTO, alternative);
  }
}
