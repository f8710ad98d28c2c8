package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] P = {.01, .04, .03, .005, .5};

  @Test
  void holmStepsDown() {
    assertThat(Adjustment.HOLM.adjust(P))
        .containsExactly(new double[] {.04, .09, .09, .025, .5}, EXACT);
  }

  @Test
  void hochbergStepsUp() {
    assertThat(Adjustment.HOCHBERG.adjust(P))
        .containsExactly(new double[] {.04, .08, .08, .025, .5}, EXACT);
  }

  @Test
  void bonferroniMultiplies() {
    assertThat(Adjustment.BONFERRONI.adjust(P))
        .containsExactly(new double[] {.05, .2, .15, .025, 1}, EXACT);
  }

  @Test
  void benjaminiHochbergControlsTheShareOfFalseOnes() {
    assertThat(Adjustment.BENJAMINI_HOCHBERG.adjust(P))
        .containsExactly(new double[] {.025, .05, .05, .025, .5}, EXACT);
  }

  @Test
  void testsWithoutAValueDoNotCount() {
    assertThat(Adjustment.BONFERRONI.adjust(new double[] {.01, Double.NaN, .02}))
        .containsExactly(.02, Double.NaN, .04);
  }
}
