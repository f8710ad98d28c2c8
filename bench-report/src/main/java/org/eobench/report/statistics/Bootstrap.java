package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The bootstrap of a statistic over units (test samples or spatial blocks) that are drawn with
 * replacement. A paired comparison is a statistic that computes both models' scores from the same
 * drawn units. Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
 *
 * <p>Results depend on the seed alone, not on the number of threads.
 */
public final class Bootstrap {
  /** Resamples that keep the ends of a 95 % interval within about 2 % of its width. */
  public static final int RESAMPLES = 4_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** How an interval follows from the resamples. */
  public enum Method {
    /** Quantiles of the resampled statistic. */
    PERCENTILE,
    /**
     * Quantiles of the resampled statistic at levels that make up for the n of few units, where
     * plain quantiles are too narrow by the factor sqrt((n-1)/n) and by the normal in place of the
     * t distribution (Hesterberg, What Teachers Should Know About the Bootstrap, 2015, section
     * 5.3). Equals PERCENTILE for many units.
     */
    EXPANDED,
    /** Quantiles reflected at the observed value. */
    BASIC,
    /** Quantiles corrected for bias and acceleration (Efron 1987). */
    BCA
  }

  private final int units;
  private final double observed;
  private final ToDoubleFunction<int[]> statistic;
  private final double[] distribution;
  private final double[] sorted;

  private Bootstrap(int units, ToDoubleFunction<int[]> statistic, double[] distribution) {
    this.units = units;
    this.statistic = statistic;
    this.observed = statistic.applyAsDouble(IntStream.range(0, units).toArray());
    this.distribution = distribution;
    this.sorted = Arrays.stream(distribution).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
  }

  /**
   * Draws units and computes the statistic of each draw.
   *
   * @param units number of units, at least 2
   * @param statistic of the drawn units, in {@code [0,units)} with repeats; called by several
   *     threads. NaN where the drawn units do not determine it
   * @param resamples number of draws
   * @param seed of the draws
   */
  public static Bootstrap of(
      int units, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
    requireUnits(units, resamples);
    double[] distribution =
        IntStream.range(0, resamples)
            .parallel()
            .mapToDouble(draw -> statistic.applyAsDouble(new Draws(seed, draw).sample(units)))
            .toArray();
    return new Bootstrap(units, statistic, distribution);
  }

  /** Like {@link #of(int, ToDoubleFunction, int, long)}, with the units of each draw given. */
  public static Bootstrap of(int units, ToDoubleFunction<int[]> statistic, int[][] draws) {
    requireUnits(units, draws.length);
    double[] distribution = Arrays.stream(draws).mapToDouble(statistic).toArray();
    return new Bootstrap(units, statistic, distribution);
  }

  private static void requireUnits(int units, int resamples) {
    if (units < 2 || resamples < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a bootstrap needs two units and two draws, got %d and %d",
              units,
              resamples));
    }
  }

  /** The statistic of all units. */
  public double observed() {
    return observed;
  }

  /** The statistic of each draw, in the order of the draws. */
  public double[] distribution() {
    return distribution.clone();
  }

  /** Draws that did not determine the statistic; the intervals leave them out. */
  public int undefined() {
    return distribution.length - sorted.length;
  }

  /** Standard deviation of the draws, with the divisor n - 1. */
  public double standardError() {
    return Sums.deviation(sorted);
  }

  /** The two-sided interval. */
  public Interval interval(Method method, double level) {
    return interval(method, level, Alternative.TWO_SIDED);
  }

  /**
   * The interval of the statistic; its ends are NaN if no draw determines the statistic.
   *
   * @param level confidence level, such as 0.95
   * @param side {@code LESS} for an upper end alone, {@code GREATER} for a lower end alone
   */
  public Interval interval(Method method, double level, Alternative side) {
    double outside = 1 - Interval.checkedLevel(level);
    double tail = side == Alternative.TWO_SIDED ? outside / 2 : outside;
    double low = side == Alternative.LESS ? Double.NEGATIVE_INFINITY : quantile(method, tail);
    double high =
        side == Alternative.GREATER ? Double.POSITIVE_INFINITY : quantile(method, 1 - tail);
    return new Interval(low, high);
  }

  private double quantile(Method method, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return switch (method) {
      case PERCENTILE -> Sums.quantile(sorted, share);
      case EXPANDED -> Sums.quantile(sorted, expanded(share));
      case BASIC -> 2 * observed - Sums.quantile(sorted, 1 - share);
      case BCA -> Sums.quantile(sorted, accelerated(share));
    };
  }

  private double expanded(double share) {
    double t = TDistribution.of(units - 1.0).inverseCumulativeProbability(share);
    return NORMAL.cumulativeProbability(Math.sqrt(units / (units - 1.0)) * t);
  }

  private double accelerated(double share) {
    double bias = bias();
    double z = bias + NORMAL.inverseCumulativeProbability(share);
    double corrected = bias + z / (1 - acceleration() * z);
    return Double.isNaN(corrected) ? share : NORMAL.cumulativeProbability(corrected);
  }

  /** Bias correction z0 of BCa: the normal quantile of the share below the observed value. */
  double bias() {
    long below = Arrays.stream(sorted).filter(value -> value < observed).count();
    long equal = Arrays.stream(sorted).filter(value -> value == observed).count();
    return NORMAL.inverseCumulativeProbability((below + equal / 2.0) / sorted.length);
  }

  /** Acceleration of BCa: skewness of the statistics that leave out one unit each; 0 if equal. */
  double acceleration() {
    double[] without =
        IntStream.range(0, units)
            .parallel()
            .mapToDouble(
                left ->
                    statistic.applyAsDouble(
                        IntStream.range(0, units).filter(i -> i != left).toArray()))
            .toArray();
    double mean = Sums.mean(without);
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      squares += (mean - value) * (mean - value);
      cubes += (mean - value) * (mean - value) * (mean - value);
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }
}
