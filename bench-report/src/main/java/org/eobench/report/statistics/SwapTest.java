package org.eobench.report.statistics;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The paired permutation test: if two models are equal, swapping their results in any unit (a test
 * sample, a spatial block) changes nothing systematic. Fisher, The Design of Experiments, 1935.
 *
 * <p>All swaps are tried while there are no more of them than draws; else they are drawn, and the p
 * value counts the observed one among them (Phipson and Smyth 2010), so that it is never 0.
 */
public final class SwapTest {
  /** Draws of a test by default: p is exact to about 0.005 near 0.05. */
  public static final int DRAWS = 9_999;

  /** Differences within this share of the observed one count as equal, for rounding errors. */
  private static final double SAME = 1e-12;

  private SwapTest() {}

  /**
   * Tests any statistic of two models.
   *
   * @param units number of units
   * @param difference of the two models' scores after the results of the units with {@code true}
   *     were swapped; called by several threads. Undefined ones (NaN) are left out
   * @param draws most swaps to try
   * @param seed of the draws
   * @return the observed difference, and the two-sided p value: the share of swaps whose absolute
   *     difference is at least as large
   */
  public static TestResult of(
      int units, ToDoubleFunction<boolean[]> difference, int draws, long seed) {
    if (units < 1 || draws < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a swap test needs units and draws, got %d, %d", units, draws));
    }
    double observed = difference.applyAsDouble(new boolean[units]);
    if (Double.isNaN(observed)) {
      return new TestResult(observed, Double.NaN);
    }
    double least = Math.abs(observed) * (1 - SAME);
    boolean all = units < Integer.SIZE - 1 && 1 << units <= draws + 1;
    double[] swapped =
        IntStream.range(0, all ? 1 << units : draws)
            .parallel()
            .mapToObj(draw -> all ? bits(draw, units) : new Draws(seed, draw).flips(units))
            .mapToDouble(difference)
            .filter(value -> !Double.isNaN(value))
            .toArray();
    long extreme =
        IntStream.range(0, swapped.length).filter(i -> Math.abs(swapped[i]) >= least).count();
    double p = all ? (double) extreme / swapped.length : (extreme + 1.0) / (swapped.length + 1.0);
    return new TestResult(observed, p);
  }

  /**
   * Tests the mean of paired differences, whose signs are flipped.
   *
   * @return the mean and its two-sided p value
   */
  public static TestResult ofDifferences(double[] differences, int draws, long seed) {
    return of(
        differences.length,
        flips -> {
          double sum = 0;
          for (int i = 0; i < flips.length; i++) {
            sum += flips[i] ? -differences[i] : differences[i];
          }
          return sum / differences.length;
        },
        draws,
        seed);
  }

  private static boolean[] bits(int number, int count) {
    boolean[] bits = new boolean[count];
    for (int i = 0; i < count; i++) {
      bits[i] = (number >>> i & 1) == 1;
    }
    return bits;
  }
}
