package org.eobench.report.statistics;

import java.util.Arrays;

/** Sizes of differences, which unlike p values do not grow with the number of samples. */
public final class EffectSize {
  private EffectSize() {}

  /**
   * Cohen's d of paired values: the mean difference over the standard deviation of the differences
   * (d_z; Statistical Power Analysis for the Behavioral Sciences, 1988, section 2.3.5).
   *
   * @return 0 if there is no difference; infinite if all differences are equal and not zero
   */
  public static double cohensD(double[] differences) {
    double mean = Sums.mean(differences);
    return mean == 0 ? 0 : mean / Sums.deviation(differences);
  }

  /**
   * Cliff's delta of unpaired samples (Psychological Bulletin 114, 1993): the share of pairs with a
   * above b, less the share of those below; in {@code [-1,1]}.
   */
  public static double cliffsDelta(double[] a, double[] b) {
    double u = MannWhitney.of(a, b).statistic();
    return 2 * u / ((double) a.length * b.length) - 1;
  }

  /**
   * The matched-pairs rank-biserial correlation (Kerby, Comprehensive Psychology 3, 2014): the
   * share of the rank sum of positive differences less that of negative ones, zeros dropped; in
   * {@code [-1,1]}, and 0 without a difference.
   */
  public static double rankBiserial(double[] differences) {
    double[] kept = Arrays.stream(differences).filter(value -> value != 0).toArray();
    double[] ranks = Ranks.of(Arrays.stream(kept).map(Math::abs).toArray());
    double signed = 0;
    for (int i = 0; i < kept.length; i++) {
      signed += Math.signum(kept[i]) * ranks[i];
    }
    return kept.length == 0 ? 0 : signed / Arrays.stream(ranks).sum();
  }
}
