package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InterquartileMeanTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[][] SCORES = {{1, 10, 3}, {2, 20, 5}, {3, 60, 100}};

  @Test
  void cutsAQuarterAtEachEnd() {
    // 1 2 | 3 3 5 10 20 | 60 100
    assertThat(InterquartileMean.of(SCORES)).isCloseTo(8.2, EXACT);
    assertThat(InterquartileMean.mean(SCORES)).isCloseTo((2 + 30 + 36) / 3.0, EXACT);
    assertThat(InterquartileMean.median(SCORES)).isCloseTo(30, EXACT);
    assertThat(InterquartileMean.optimalityGap(SCORES, 4)).isCloseTo(4 - 29 / 9.0, EXACT);
  }

  @Test
  void drawsRunsWithinTheirTask() {
    double[] means =
        InterquartileMean.distribution(
            SCORES, scores -> scores[0][1] * 1000 + scores[0][0], 200, 1);

    assertThat(Arrays.stream(means).map(value -> value % 1000).distinct().sorted())
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(means).contains(10_001, 20_001, 60_001);
  }

  @Test
  void comparesRunsTaskByTask() {
    double[][] lower = {{0, 0, 0}, {0, 0, 100}};

    // Tasks 1 and 2 are always better; in task 3 one of 6 pairs is equal and 2 are worse.
    assertThat(InterquartileMean.probabilityOfImprovement(SCORES, lower))
        .isCloseTo((1 + 1 + 3.5 / 6) / 3, EXACT);
  }

  @Test
  void rejectsMissingScores() {
    assertThatThrownBy(() -> InterquartileMean.mean(new double[][] {{1, 2}, {1}}))
        .hasMessageContaining("a score for each of the same tasks");
  }
}
