package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10. */
class MannWhitneyTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void isExactForFewValuesWithoutTies() {
    TestResult result = MannWhitney.of(new double[] {1, 2, 3, 4}, new double[] {2.5, 5, 6, 7, 8});

    assertThat(result.statistic()).isEqualTo(2);
    assertThat(result.p()).isCloseTo(0.06349206349206349, EXACT);
  }

  @Test
  void isAsymptoticWithTies() {
    TestResult result = MannWhitney.of(new double[] {1, 2, 2, 4}, new double[] {2, 5, 6, 7, 8});

    assertThat(result.statistic()).isEqualTo(2);
    assertThat(result.p()).isCloseTo(0.06168916598092455, EXACT);
  }

  @Test
  void bothZerosAreEqual() {
    assertThat(MannWhitney.of(new double[] {-0.0}, new double[] {0.0}).statistic()).isEqualTo(0.5);
    assertThat(EffectSize.cliffsDelta(new double[] {-0.0}, new double[] {0.0})).isZero();
  }

  @Test
  void rejectsNothing() {
    assertThatThrownBy(() -> MannWhitney.of(new double[0], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
