package org.eobench.report.statistics;

/**
 * Nemenyi's test after Friedman's: two models differ if their mean ranks differ by more than the
 * critical difference, which keeps the chance of any false difference among all pairs at alpha.
 */
public final class Nemenyi {
  private Nemenyi() {}

  /**
   * The critical value: the quantile of the studentized range over sqrt(2).
   *
   * @param models k, at least 2
   * @param alpha such as 0.05
   */
  public static double q(int models, double alpha) {
    return StudentizedRange.quantile(1 - alpha, models) / Math.sqrt(2);
  }

  /** The critical difference of mean ranks over a number of data sets. */
  public static double criticalDifference(int models, int datasets, double alpha) {
    return q(models, alpha) * error(models, datasets);
  }

  /** The p values of all pairs of models, {@code [model][model]}; 1 on the diagonal. */
  public static double[][] p(Friedman friedman) {
    int k = friedman.models();
    double[] ranks = friedman.meanRanks();
    double[][] p = new double[k][k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        double range = Math.sqrt(2) * Math.abs(ranks[a] - ranks[b]) / error(k, friedman.datasets());
        p[a][b] = a == b ? 1 : 1 - StudentizedRange.probability(range, k);
      }
    }
    return p;
  }

  private static double error(int models, int datasets) {
    return Math.sqrt(models * (models + 1.0) / (6.0 * datasets));
  }
}
