package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10. */
class TTestsTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] A = {.71, .74, .69, .80, .77};
  private static final double[] B = {.70, .72, .70, .75, .71};

  @Test
  void comparesPairs() {
    TTests.Mean mean = TTests.paired(A, B, 0.95);

    assertThat(mean.mean()).isCloseTo(0.026, EXACT);
    assertThat(mean.low()).isCloseTo(-0.00977199284470117, EXACT);
    assertThat(mean.high()).isCloseTo(0.061771992844701216, EXACT);
    assertThat(mean.t()).isCloseTo(2.0179913668364655, EXACT);
    assertThat(mean.p()).isCloseTo(0.1137578048286257, EXACT);
    assertThat(mean.degrees()).isEqualTo(4);
  }

  @Test
  void comparesUnpairedSamplesOfDifferentVariance() {
    TTests.Mean mean = TTests.welch(A, B, 0.95);

    assertThat(mean.t()).isCloseTo(1.1867322079278548, EXACT);
    assertThat(mean.p()).isCloseTo(0.282690028940896, EXACT);
  }

  @Test
  void equalSeedsGiveAPoint() {
    TTests.Mean mean = TTests.mean(new double[] {0.5, 0.5, 0.5}, 0.95);

    assertThat(mean.interval()).isEqualTo(new Interval(0.5, 0.5));
    assertThat(mean.p()).isNaN();
  }

  @Test
  void theDifferenceOfEqualSeedsIsAPoint() {
    double[] a = {0.75, 0.75};
    double[] b = {0.5, 0.5, 0.5};

    assertThat(TTests.welch(a, b, 0.95).interval()).isEqualTo(new Interval(0.25, 0.25));
    assertThat(TTests.pooled(a, b, 0.95).interval()).isEqualTo(new Interval(0.25, 0.25));
    assertThat(TTests.welch(a, b, 0.95).p()).isNaN();
  }

  @Test
  void aMeanOfZeroHasAnInterval() {
    TTests.Mean mean = TTests.mean(new double[] {-1, 1}, 0.95);

    assertThat(mean.high()).isCloseTo(12.706204736, within(1e-6));
    assertThat(mean.low()).isEqualTo(-mean.high());
  }

  @Test
  void rejectsOneValue() {
    assertThatThrownBy(() -> TTests.mean(new double[] {1}, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two values");
  }
}
