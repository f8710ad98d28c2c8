package org.eobench.report.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Kendall's rank correlation (Biometrika 30, 1938): the pairs in the same and in the opposite
 * order.
 *
 * @param n number of values
 * @param concordant pairs in the same order in x and y
 * @param discordant pairs in the opposite order
 * @param x ties of x
 * @param y ties of y
 */
public record Kendall(long n, long concordant, long discordant, Ties x, Ties y) {
  private static final int MOST_EXACT = 33;

  /** How the p value is computed. */
  public enum Method {
    /** {@code EXACT} without ties for at most 33 values or one swapped pair, else asymptotic. */
    AUTO,
    /** From all orders; needs values without ties. */
    EXACT,
    /** From the normal distribution with the variance corrected for ties. */
    ASYMPTOTIC
  }

  /**
   * Sums over groups of t equal values.
   *
   * @param distinct number of distinct values
   * @param pairs sum of t (t - 1) / 2
   * @param triples sum of t (t - 1) (t - 2)
   * @param variance sum of t (t - 1) (2 t + 5)
   */
  public record Ties(double distinct, double pairs, double triples, double variance) {
    static Ties of(double[] values) {
      return new Ties(
          Ranks.tieSum(values, t -> 1),
          Ranks.tieSum(values, t -> t * (t - 1.0) / 2),
          Ranks.tieSum(values, t -> t * (t - 1.0) * (t - 2)),
          Ranks.tieSum(values, t -> t * (t - 1.0) * (2 * t + 5)));
    }
  }

  /** Counts the pairs of at least two paired values. */
  public static Kendall of(double[] x, double[] y) {
    Sums.requirePairs(x.length, y.length);
    long concordant = 0;
    long discordant = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double order = Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]); // -0 equals 0
        concordant += order > 0 ? 1 : 0;
        discordant += order < 0 ? 1 : 0;
      }
    }
    return new Kendall(x.length, concordant, discordant, Ties.of(x), Ties.of(y));
  }

  private double pairs() {
    return n * (n - 1) / 2.0;
  }

  /** Tau-b, which reaches 1 also with ties if the orders agree; NaN if all values are equal. */
  public double tauB() {
    return (concordant - discordant) / Math.sqrt(pairs() - x.pairs) / Math.sqrt(pairs() - y.pairs);
  }

  /** Stuart's tau-c, for values of different numbers of categories. */
  public double tauC() {
    double categories = Math.min(x.distinct, y.distinct);
    return 2.0 * (concordant - discordant) / ((double) n * n * (categories - 1) / categories);
  }

  /** Tests tau-b. */
  public TestResult test(Method method, Alternative alternative) {
    return new TestResult(tauB(), p(method, alternative));
  }

  /** The p value of the test that both orders are independent, for tau-b and tau-c alike. */
  public double p(Method method, Alternative alternative) {
    boolean ties = x.pairs > 0 || y.pairs > 0;
    boolean exact =
        switch (method) {
          case EXACT -> true;
          case ASYMPTOTIC -> false;
          case AUTO -> !ties && (n <= MOST_EXACT || Math.min(concordant, discordant) <= 1);
        };
    if (Double.isNaN(tauB())) {
      return Double.NaN;
    }
    if (exact && ties) {
      throw new IllegalArgumentException("the exact test needs values without ties");
    }
    return exact ? exact(alternative) : asymptotic(alternative);
  }

  private double asymptotic(Alternative alternative) {
    double m = n * (n - 1.0);
    double variance = (m * (2 * n + 5) - x.variance - y.variance) / 18 + 2 * x.pairs * y.pairs / m;
    if (n > 2) {
      variance += x.triples * y.triples / (9 * m * (n - 2));
    }
    double z = (concordant - discordant) / Math.sqrt(variance);
    NormalDistribution normal = NormalDistribution.of(0, 1);
    return alternative.p(
        () -> normal.cumulativeProbability(z), () -> normal.survivalProbability(z));
  }

  /** Adds value by value; a value can be in front of 0 to all of the earlier ones. */
  private double exact(Alternative alternative) {
    int most = Math.toIntExact(Math.max(concordant, discordant));
    int least = Math.toIntExact(Math.min(concordant, discordant));
    double[] chance = new double[least + 1];
    chance[0] = 1;
    for (int values = 2; values <= n; values++) {
      double[] next = new double[least + 1];
      double window = 0;
      for (int swapped = 0; swapped <= least; swapped++) {
        window += chance[swapped] - (swapped >= values ? chance[swapped - values] : 0);
        next[swapped] = window / values;
      }
      chance = next;
    }
    double atMost = Arrays.stream(chance).sum();
    double below = atMost - chance[least];
    if (least == most) {
      return alternative == Alternative.TWO_SIDED ? 1 : atMost;
    }
    boolean positive = concordant > discordant;
    double same = Math.min(1, atMost);
    double other = 1 - below;
    return alternative.p(() -> positive ? other : same, () -> positive ? same : other);
  }
}
