package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10. */
class RankCorrelationTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] X = {1, 2, 2, 4, 5};
  private static final double[] Y = {2, 1, 3, 3, 4};

  @Test
  void spearmanRanksTies() {
    TestResult result = RankCorrelation.spearman(X, Y, Alternative.TWO_SIDED);

    assertThat(result.statistic()).isCloseTo(0.7631578947368421, EXACT);
    assertThat(result.p()).isCloseTo(0.1333391195318063, EXACT);
  }

  @Test
  void kendallIsExactWithoutTies() {
    TestResult result =
        RankCorrelation.kendall(
            new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 3, 5, 4}, Alternative.TWO_SIDED);

    assertThat(result.statistic()).isCloseTo(0.6, EXACT);
    assertThat(result.p()).isCloseTo(0.23333333333333334, EXACT);
  }

  @Test
  void kendallIsAsymptoticWithTies() {
    TestResult result = RankCorrelation.kendall(X, Y, Alternative.TWO_SIDED);

    assertThat(result.statistic()).isCloseTo(0.6666666666666666, EXACT);
    assertThat(result.p()).isCloseTo(0.1184329289166719, EXACT);
  }

  @Test
  void aConstantHasNoCorrelation() {
    double[] same = {1, 1, 1};
    double[] other = {1, 2, 3};

    assertThat(RankCorrelation.spearman(same, other, Alternative.TWO_SIDED).p()).isNaN();
    assertThat(RankCorrelation.kendall(same, other, Alternative.TWO_SIDED).p()).isNaN();
  }

  @Test
  void rejectsUnequalNumbers() {
    assertThatThrownBy(() -> RankCorrelation.kendall(X, new double[2], Alternative.LESS))
        .hasMessageContaining("got 5 and 2");
  }
}
