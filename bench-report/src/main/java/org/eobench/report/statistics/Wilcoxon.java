package org.eobench.report.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of paired differences (Biometrics Bulletin 1, 1945), with the options
 * and the defaults of SciPy 1.17.
 */
public final class Wilcoxon {
  private static final int MOST_EXACT = 50;
  private static final int MOST_EXACT_WITH_TIES = 13;

  /** What becomes of differences that are zero. */
  public enum Zeros {
    /** They are dropped before ranking (Wilcoxon). SciPy's name is {@code wilcox}. */
    DROP,
    /** They are ranked with the others, then their ranks are dropped (Pratt 1959). */
    PRATT,
    /** They are ranked, and half of their ranks goes to each side. SciPy's {@code zsplit}. */
    SPLIT
  }

  /** How the p value is computed. */
  public enum Method {
    /**
     * {@code EXACT} for at most 50 differences without zeros and ties, or at most 13 with them;
     * else {@code NORMAL}.
     */
    AUTO,
    /** From all signs of the observed ranks, also with ties. */
    EXACT,
    /** From the normal distribution with the variance corrected for ties. */
    NORMAL
  }

  /**
   * The choices of a test.
   *
   * @param zeros treatment of zeros
   * @param method way to the p value
   * @param correction whether the normal approximation is corrected for continuity
   * @param alternative side of the test
   */
  public record Options(Zeros zeros, Method method, boolean correction, Alternative alternative) {
    /** SciPy's defaults: zeros dropped, {@code AUTO}, no correction, two-sided. */
    public static final Options DEFAULT =
        new Options(Zeros.DROP, Method.AUTO, false, Alternative.TWO_SIDED);
  }

  private Wilcoxon() {}

  /** The test with SciPy's defaults. */
  public static TestResult of(double[] differences) {
    return of(differences, Options.DEFAULT);
  }

  /**
   * Tests whether differences a - b are symmetric around zero.
   *
   * @return the smaller of the rank sums of positive and negative differences if two-sided, else
   *     that of positive ones. p is NaN without a difference to rank
   */
  public static TestResult of(double[] differences, Options options) {
    Zeros zeros = options.zeros();
    double[] kept =
        zeros == Zeros.DROP
            ? Arrays.stream(differences).filter(difference -> difference != 0).toArray()
            : differences;
    double[] sizes = Arrays.stream(kept).map(Math::abs).toArray();
    double[] ranks = Ranks.of(sizes);
    double positive = 0;
    double negative = 0;
    double zero = 0;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] > 0) {
        positive += ranks[i];
      } else if (kept[i] < 0) {
        negative += ranks[i];
      } else {
        zero += ranks[i];
      }
    }
    double split = zeros == Zeros.SPLIT ? zero / 2 : 0;
    double sum = positive + split;
    boolean twoSided = options.alternative() == Alternative.TWO_SIDED;
    double statistic = twoSided ? Math.min(sum, negative + split) : sum;
    if (positive + negative == 0) {
      return new TestResult(statistic, Double.NaN);
    }
    double p =
        isExact(differences, options.method())
            ? exact(kept, ranks, positive, options.alternative())
            : normal(sizes, sum, options);
    return new TestResult(statistic, p);
  }

  private static boolean isExact(double[] differences, Method method) {
    if (method != Method.AUTO) {
      return method == Method.EXACT;
    }
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    boolean plain = Arrays.stream(sizes).allMatch(size -> size != 0) && !Ranks.haveTies(sizes);
    return differences.length <= (plain ? MOST_EXACT : MOST_EXACT_WITH_TIES);
  }

  /** Counts the signs of the non-zero ranks by their sum, in half ranks, as ties share a mean. */
  private static double exact(double[] kept, double[] ranks, double positive, Alternative side) {
    int most = 0;
    double[] chance = new double[(int) Math.round(2 * Arrays.stream(ranks).sum()) + 1];
    chance[0] = 1;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] != 0) {
        int rank = (int) Math.round(2 * ranks[i]);
        most += rank;
        for (int sum = most; sum >= 0; sum--) {
          chance[sum] = (chance[sum] + (sum < rank ? 0 : chance[sum - rank])) / 2;
        }
      }
    }
    int observed = (int) Math.round(2 * positive);
    return side.p(
        () -> Arrays.stream(chance, 0, observed + 1).sum(),
        () -> Arrays.stream(chance, observed, chance.length).sum());
  }

  private static double normal(double[] sizes, double sum, Options options) {
    double n = sizes.length;
    double mean = n * (n + 1) / 4;
    double variance = n * (n + 1) * (2 * n + 1) / 24;
    double ties = Ranks.tieSum(sizes, Ranks::cubic);
    if (options.zeros() == Zeros.PRATT) {
      long zero = Arrays.stream(sizes).filter(size -> size == 0).count();
      mean -= zero * (zero + 1) / 4.0;
      variance -= zero * (zero + 1) * (2 * zero + 1) / 24.0;
      ties -= Ranks.cubic(zero); // these ranks are gone, not tied
    }
    double error = Math.sqrt(variance - ties / 48);
    double z = (sum - mean) / error;
    if (options.correction()) {
      z -= 0.5 / error * sign(z, options.alternative());
    }
    double corrected = z;
    NormalDistribution normal = NormalDistribution.of(0, 1);
    return options
        .alternative()
        .p(
            () -> normal.cumulativeProbability(corrected),
            () -> normal.survivalProbability(corrected));
  }

  private static double sign(double z, Alternative side) {
    return switch (side) {
      case TWO_SIDED -> Math.signum(z);
      case LESS -> -1;
      case GREATER -> 1;
    };
  }
}
