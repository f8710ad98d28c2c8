package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10. */
class FriedmanTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[][] SCORES = {
    {.8, .7, .6}, {.7, .7, .75}, {.9, .8, .7}, {.6, .5, .4}
  };

  @Test
  void comparesMeanRanks() {
    Friedman friedman = Friedman.of(SCORES);

    assertThat(friedman.meanRanks()).containsExactly(1.375, 2.125, 2.5);
    assertThat(friedman.chiSquared().statistic()).isCloseTo(2.8, EXACT);
    assertThat(friedman.chiSquared().p()).isCloseTo(0.24659696394160646, EXACT);
    assertThat(friedman.imanDavenport().statistic()).isCloseTo(1.615384615384615, EXACT);
    assertThat(friedman.imanDavenport().p()).isCloseTo(0.274625, within(1e-6));
  }

  @Test
  void theSameOrderEverywhereIsCertain() {
    Friedman friedman = Friedman.of(new double[][] {{3, 2, 1}, {6, 5, 4}});

    assertThat(friedman.imanDavenport().statistic()).isInfinite();
    assertThat(friedman.imanDavenport().p()).isZero();
  }

  @Test
  void equalScoresHaveNoResult() {
    Friedman friedman = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}});

    assertThat(friedman.chiSquared().p()).isNaN();
    assertThat(friedman.imanDavenport().p()).isNaN();
  }

  @Test
  void rangesFollowSciPy() {
    assertThat(StudentizedRange.quantile(0.95, 3)).isCloseTo(3.31449316, within(5e-7));
    assertThat(StudentizedRange.quantile(0.99, 10)).isCloseTo(5.15663496, within(5e-7));
    assertThat(StudentizedRange.probability(2.0, 4)).isCloseTo(0.5096305900194505, EXACT);
    assertThat(Nemenyi.q(3, 0.05)).isCloseTo(2.343, within(1e-3));
  }

  @Test
  void rejectsTwoModels() {
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}, {2, 1}}))
        .hasMessageContaining("3 models, got 2 and 2");
  }
}
