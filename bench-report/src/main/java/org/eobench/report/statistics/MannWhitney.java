package org.eobench.report.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The Mann-Whitney U test of two unpaired samples. The arithmetic is that of Commons Statistics;
 * the choice between the exact and the asymptotic p value is SciPy's.
 */
public final class MannWhitney {
  private static final int MOST_EXACT = 8;

  /** How the p value is computed. */
  public enum Method {
    /** {@code EXACT} if a sample has at most 8 values and there are no ties, else asymptotic. */
    AUTO,
    /** From all orders of the values; needs values without ties. */
    EXACT,
    /** From the normal distribution with the variance corrected for ties. */
    ASYMPTOTIC
  }

  private MannWhitney() {}

  /** The two-sided test with SciPy's defaults. */
  public static TestResult of(double[] x, double[] y) {
    return of(x, y, Method.AUTO, true, Alternative.TWO_SIDED);
  }

  /**
   * Tests whether values of x tend to be larger or smaller than values of y.
   *
   * @param correction whether the asymptotic p value is corrected for continuity
   * @return U of x, which is the number of pairs with x above y plus half of the equal ones, and p
   */
  public static TestResult of(
      double[] x, double[] y, Method method, boolean correction, Alternative alternative) {
    boolean exact =
        switch (method) {
          case EXACT -> true;
          case ASYMPTOTIC -> false;
          case AUTO ->
              Math.min(x.length, y.length) <= MOST_EXACT
                  && !Ranks.haveTies(
                      DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).toArray());
        };
    MannWhitneyUTest.Result result =
        MannWhitneyUTest.withDefaults()
            .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
            .with(correction ? ContinuityCorrection.ENABLED : ContinuityCorrection.DISABLED)
            .with(alternative.commons())
            .test(Ranks.withoutSignOfZero(x), Ranks.withoutSignOfZero(y));
    return new TestResult(result.getStatistic(), result.getPValue());
  }
}
