package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10, and of all signs counted one by one. */
class WilcoxonTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] PLAIN = {1.5, 2, -.5, 3, 4, -1, 2.5, 5};
  private static final double[] ZEROS = {1, 1, -1, 2, 0, 3, 0, -2, 4, 5, 5, -3, 1, 2, 6};

  @Test
  void isExactForFewDifferences() {
    assertThat(Wilcoxon.of(PLAIN)).isEqualTo(new TestResult(3, 0.0390625));
    assertThat(Wilcoxon.of(PLAIN, side(Alternative.GREATER)))
        .isEqualTo(new TestResult(33, 0.01953125));
    assertThat(Wilcoxon.of(PLAIN, side(Alternative.LESS)))
        .isEqualTo(new TestResult(33, 0.98828125));
  }

  private static Wilcoxon.Options side(Alternative side) {
    return new Wilcoxon.Options(Wilcoxon.Zeros.DROP, Wilcoxon.Method.AUTO, false, side);
  }

  @Test
  void treatsZerosByTheStatedRule() {
    requireNormal(Wilcoxon.Zeros.DROP, 17, 0.04533415079580178, 0.04924942666514094);
    requireNormal(Wilcoxon.Zeros.PRATT, 23, 0.0426708528790028, 0.045676632711791856);
    requireNormal(Wilcoxon.Zeros.SPLIT, 24.5, 0.04305141578855306, 0.04607398328108382);
  }

  private static void requireNormal(
      Wilcoxon.Zeros zeros, double statistic, double p, double corrected) {
    for (boolean correction : new boolean[] {false, true}) {
      TestResult result =
          Wilcoxon.of(
              ZEROS,
              new Wilcoxon.Options(
                  zeros, Wilcoxon.Method.NORMAL, correction, Alternative.TWO_SIDED));

      assertThat(result.statistic()).isEqualTo(statistic);
      assertThat(result.p()).isCloseTo(correction ? corrected : p, EXACT);
    }
  }

  @Test
  void isExactAlsoWithTiesAndZeros() {
    TestResult result = Wilcoxon.of(new double[] {1, 1, -1, 2, 0, 3});

    assertThat(result).isEqualTo(new TestResult(2, 0.25));
  }

  /** Commons Math 3 fails this if a difference is zero. */
  @Test
  void doesNotDependOnTheOrderOfTheModels() {
    double[] reversed = Arrays.stream(ZEROS).map(value -> -value).toArray();

    assertThat(Wilcoxon.of(reversed).p()).isEqualTo(Wilcoxon.of(ZEROS).p());
  }

  @Test
  void hasNoResultWithoutADifference() {
    assertThat(Wilcoxon.of(new double[] {0, 0}).p()).isNaN();
    assertThat(Wilcoxon.of(new double[0]).p()).isNaN();
  }
}
