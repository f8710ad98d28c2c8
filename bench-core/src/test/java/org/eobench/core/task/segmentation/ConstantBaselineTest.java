package org.eobench.core.task.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.junit.jupiter.api.Test;

class ConstantBaselineTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  private static ConfusionMatrix targets(int ignore, int... targets) {
    ConfusionMatrix matrix = new ConfusionMatrix(3, ignore);
    matrix.add(new int[targets.length], targets);
    return matrix;
  }

  @Test
  void isTheClassWithTheMostPixels() {
    ConstantBaseline best =
        ConstantBaseline.of(targets(-1, 0, 1, 1, 1, 2, -1), NAMES, MetricRules.PLAIN);

    assertThat(best.classIndex()).isEqualTo(1);
    assertThat(best.metrics().meanIou()).isCloseTo(3.0 / 5 / 3, within(1e-12));
    assertThat(best.metrics().overallAccuracy()).isCloseTo(3.0 / 5, within(1e-12));
  }

  @Test
  void doesNotDependOnWhatWasPredicted() {
    ConfusionMatrix other = new ConfusionMatrix(3, -1);
    other.add(new int[] {2, 1, 0, 0, 1}, new int[] {0, 1, 1, 1, 2});

    assertThat(ConstantBaseline.of(other, NAMES, MetricRules.PLAIN))
        .isEqualTo(ConstantBaseline.of(targets(-1, 0, 1, 1, 1, 2), NAMES, MetricRules.PLAIN));
  }

  @Test
  void neverPredictsTheIgnoredClass() {
    ConstantBaseline best = ConstantBaseline.of(targets(0, 0, 0, 0, 2), NAMES, MetricRules.PLAIN);

    assertThat(best.classIndex()).isEqualTo(2);
    assertThat(best.metrics().meanIou()).isEqualTo(1);
  }

  @Test
  void givesTheScoresOfEveryClass() {
    List<ConstantBaseline> all =
        ConstantBaseline.all(targets(-1, 0, 1, 1, 2), NAMES, MetricRules.PLAIN);

    assertThat(all).extracting(ConstantBaseline::classIndex).containsExactly(0, 1, 2);
    assertThat(all)
        .extracting(one -> one.metrics().overallAccuracy())
        .containsExactly(0.25, 0.5, 0.25);
  }

  @Test
  void refusesToPredictNothing() {
    assertThatThrownBy(
            () -> ConstantBaseline.of(new ConfusionMatrix(3, -1), NAMES, MetricRules.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no pixel counts");
  }
}
