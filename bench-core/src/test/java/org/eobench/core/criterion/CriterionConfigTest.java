package org.eobench.core.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eobench.core.criterion.OverlapConfig.AbsentClasses;
import org.eobench.core.criterion.OverlapConfig.IgnoredPredictions;
import org.junit.jupiter.api.Test;

/** The least and the greatest value that a key of a loss takes, and the first that it refuses. */
class CriterionConfigTest {

  @Test
  void theWeightOfPositivesIsPositive() {
    assertThat(new BinaryCrossEntropyConfig(1e-9).posWeight()).isEqualTo(1e-9);
    refuses(() -> new BinaryCrossEntropyConfig(0), "pos_weight=0.0 must be positive");
    refuses(
        () -> new BinaryCrossEntropyConfig(Double.POSITIVE_INFINITY),
        "pos_weight=Infinity must be positive");
  }

  @Test
  void labelSmoothingLiesFromZeroUpToBelowOne() {
    String one = "label_smoothing=1.0 must lie in [0,1)";
    assertThat(new CrossEntropyConfig(0).labelSmoothing()).isZero();
    refuses(() -> new CrossEntropyConfig(1), one);
    refuses(() -> new CrossEntropyConfig(-0.1), "label_smoothing=-0.1 must lie in [0,1)");
    assertThat(new WeightedCrossEntropyConfig(null, 0).labelSmoothing()).isZero();
    refuses(() -> new WeightedCrossEntropyConfig(null, 1), one);
    refuses(
        () -> new WeightedCrossEntropyConfig(null, -1), "label_smoothing=-1.0 must lie in [0,1)");
  }

  @Test
  void weightsAreFiniteAndNotNegative() {
    assertThat(new WeightedCrossEntropyConfig(List.of(0.0, 2.0), 0).weights())
        .containsExactly(0.0, 2.0);
    refuses(
        () -> new WeightedCrossEntropyConfig(List.of(-1.0, 2.0), 0),
        "weights=[-1.0, 2.0] must be finite and not negative");
    refuses(
        () -> new WeightedCrossEntropyConfig(List.of(1.0, Double.NaN), 0),
        "weights=[1.0, NaN] must be finite and not negative");
    refuses(
        () -> new WeightedCrossEntropyConfig(List.of(Double.POSITIVE_INFINITY), 0),
        "weights=[Infinity] must be finite and not negative");
  }

  @Test
  void focalTakesNoNegativeNumbers() {
    assertThat(new FocalConfig(0, List.of(0.0, 1.0)).alpha()).containsExactly(0.0, 1.0);
    refuses(() -> new FocalConfig(-1, null), "gamma=-1.0 must not be negative");
    refuses(
        () -> new FocalConfig(2, List.of(-0.5)), "alpha=[-0.5] must be finite and not negative");
    refuses(
        () -> new FocalConfig(2, List.of(Double.POSITIVE_INFINITY)),
        "alpha=[Infinity] must be finite and not negative");
  }

  @Test
  void whatIsAddedToAnOverlapIsPositive() {
    refuses(
        () -> new OverlapConfig(0, IgnoredPredictions.SKIP, AbsentClasses.SKIP),
        "smooth=0.0 must be positive");
  }

  @Test
  void hubersDifferenceIsPositive() {
    refuses(() -> new RegressionLoss.HuberConfig(0), "delta=0.0 must be positive");
  }

  private static void refuses(Runnable config, String message) {
    assertThatThrownBy(config::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
