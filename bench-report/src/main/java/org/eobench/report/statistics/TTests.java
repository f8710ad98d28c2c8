package org.eobench.report.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Means of few independent values, such as the scores of several seeds, with Student's t interval
 * and test. They assume values that are about normal; with two or three seeds nobody can check it,
 * and the interval is as wide as it must be.
 */
public final class TTests {
  private TTests() {}

  /**
   * A mean, or a difference of means.
   *
   * @param mean the mean
   * @param low lower end of its interval
   * @param high upper end of its interval
   * @param t t statistic of the test that it is zero
   * @param p two-sided p value of that test
   * @param degrees degrees of freedom, fractional for Welch's test
   */
  public record Mean(double mean, double low, double high, double t, double p, double degrees) {
    /** The confidence interval. */
    public Interval interval() {
      return new Interval(low, high);
    }
  }

  /**
   * The mean of at least two values. If all are equal the interval is this one value.
   *
   * @param level such as 0.95
   */
  public static Mean mean(double[] values, double level) {
    if (values.length < 2) {
      throw new IllegalArgumentException("an interval needs two values, got " + values.length);
    }
    double mean = Sums.mean(values);
    double error = standardError(values);
    if (error == 0) {
      return new Mean(mean, mean, mean, Double.NaN, Double.NaN, values.length - 1.0);
    }
    return of(mean, error, TTest.withDefaults().test(values), level);
  }

  /** The mean of the differences a - b of paired values. */
  public static Mean paired(double[] a, double[] b, double level) {
    return mean(Sums.differences(a, b), level);
  }

  /**
   * The difference of the means of unpaired samples whose variances may differ (Welch). If neither
   * varies the interval is this one value.
   */
  public static Mean welch(double[] a, double[] b, double level) {
    double error = Math.hypot(standardError(a), standardError(b));
    return unpaired(a, b, error, DataDispersion.HETEROSCEDASTIC, level);
  }

  /** The p value of {@link #welch} alone, which is much faster than its interval. */
  public static double welchP(double[] a, double[] b) {
    return TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(a, b).getPValue();
  }

  /** The difference of the means of unpaired samples of one variance. */
  public static Mean pooled(double[] a, double[] b, double level) {
    double variance = (Sums.squares(a) + Sums.squares(b)) / (a.length + b.length - 2);
    double error = Math.sqrt(variance / a.length + variance / b.length);
    return unpaired(a, b, error, DataDispersion.HOMOSCEDASTIC, level);
  }

  private static Mean unpaired(
      double[] a, double[] b, double error, DataDispersion dispersion, double level) {
    double difference = Sums.mean(a) - Sums.mean(b);
    if (error == 0) {
      return new Mean(difference, difference, difference, Double.NaN, Double.NaN, Double.NaN);
    }
    return of(difference, error, TTest.withDefaults().with(dispersion).test(a, b), level);
  }

  private static double standardError(double[] values) {
    return Sums.deviation(values) / Math.sqrt(values.length);
  }

  private static Mean of(double mean, double error, TTest.Result test, double level) {
    double degrees = test.getDegreesOfFreedom();
    double half =
        error
            * TDistribution.of(degrees)
                .inverseSurvivalProbability((1 - Interval.checkedLevel(level)) / 2);
    return new Mean(mean, mean - half, mean + half, test.getStatistic(), test.getPValue(), degrees);
  }
}
