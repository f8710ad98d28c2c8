package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10 and of paper and pencil. */
class EffectSizeTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] DIFFERENCES = {.02, .03, -.01, .05, 0, .04};

  @Test
  void measuresPairedDifferences() {
    assertThat(EffectSize.cohensD(DIFFERENCES)).isCloseTo(0.9352760024870505, EXACT);
    assertThat(EffectSize.rankBiserial(DIFFERENCES)).isCloseTo(13.0 / 15, EXACT);
  }

  @Test
  void measuresUnpairedDifferences() {
    assertThat(EffectSize.cliffsDelta(new double[] {1, 3}, new double[] {2, 2, 2})).isZero();
    assertThat(EffectSize.cliffsDelta(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
  }

  @Test
  void noDifferenceHasNoSize() {
    assertThat(EffectSize.cohensD(new double[] {0, 0})).isZero();
    assertThat(EffectSize.rankBiserial(new double[] {0, 0})).isZero();
  }

  @Test
  void sharesHaveIntervals() {
    Interval exact = Proportions.clopperPearson(8, 10, 0.95);
    assertThat(exact.low()).isCloseTo(0.4439045376923585, EXACT);
    assertThat(exact.high()).isCloseTo(0.9747892736731665, EXACT);
    Interval score = Proportions.wilson(8, 10, 0.95);
    assertThat(score.low()).isCloseTo(0.4901624715366418, EXACT);
    assertThat(score.high()).isCloseTo(0.9433178485456248, EXACT);
    assertThat(Proportions.clopperPearson(0, 10, 0.95).low()).isZero();
    assertThat(Proportions.clopperPearson(0, 10, 0.95).high())
        .isCloseTo(0.30849710781876294, EXACT);
    assertThatThrownBy(() -> Proportions.wilson(11, 10, 0.95)).hasMessageContaining("11 successes");
  }
}
