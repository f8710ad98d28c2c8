package org.eobench.report.statistics;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals of a share of independent cases, such as the accuracy over images. */
public final class Proportions {
  private Proportions() {}

  /** The exact interval, which covers at least its level (Clopper and Pearson 1934). */
  public static Interval clopperPearson(long successes, long cases, double level) {
    double tail = tail(successes, cases, level);
    double low =
        successes == 0
            ? 0
            : BetaDistribution.of((double) successes, cases - successes + 1.0)
                .inverseCumulativeProbability(tail);
    double high =
        successes == cases
            ? 1
            : BetaDistribution.of(successes + 1.0, (double) cases - successes)
                .inverseSurvivalProbability(tail);
    return new Interval(low, high);
  }

  /** The score interval, which covers its level on average (Wilson 1927). */
  public static Interval wilson(long successes, long cases, double level) {
    double z =
        NormalDistribution.of(0, 1).inverseSurvivalProbability(tail(successes, cases, level));
    double share = (double) successes / cases;
    double scale = 1 + z * z / cases;
    double centre = (share + z * z / (2 * cases)) / scale;
    double half =
        z * Math.sqrt(share * (1 - share) / cases + z * z / (4.0 * cases * cases)) / scale;
    return new Interval(successes == 0 ? 0 : centre - half, successes == cases ? 1 : centre + half);
  }

  private static double tail(long successes, long cases, double level) {
    if (successes < 0 || cases < 1 || successes > cases) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d successes of %d cases", successes, cases));
    }
    return (1 - Interval.checkedLevel(level)) / 2;
  }
}
