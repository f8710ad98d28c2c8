package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SwapTestTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] DIFFERENCES = {.02, .03, -.01, .05, 0, .04};

  @Test
  void triesAllSwapsOfFewUnits() {
    TestResult result = SwapTest.ofDifferences(DIFFERENCES, 100, 1);

    assertThat(result.statistic()).isCloseTo(.13 / 6, EXACT);
    assertThat(result.p()).isEqualTo(0.125);
  }

  @Test
  void drawsSwapsOfManyUnits() {
    assertThat(SwapTest.ofDifferences(DIFFERENCES, 50, 1).p()).isCloseTo(0.125, within(0.15));
    double[] many = new double[400];
    Arrays.setAll(many, i -> i % 3 - 0.9);

    double p = SwapTest.ofDifferences(many, 9_999, 1).p();

    // z of the sum of squares is 2.370.
    assertThat(p).isCloseTo(0.0178, within(0.006));
  }

  @Test
  void isNeverCertain() {
    double[] same = new double[40];
    Arrays.fill(same, 1);

    assertThat(SwapTest.ofDifferences(same, 999, 1).p()).isEqualTo(0.001);
  }

  @Test
  void equalModelsAreEqual() {
    assertThat(SwapTest.ofDifferences(new double[8], 999, 1).p()).isEqualTo(1);
  }

  @Test
  void aScoreWithoutAValueHasNoResult() {
    assertThat(SwapTest.of(3, swapped -> Double.NaN, 999, 1).p()).isNaN();
    assertThatThrownBy(() -> SwapTest.of(0, swapped -> 0, 999, 1)).hasMessageContaining("units");
  }
}
