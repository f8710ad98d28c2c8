package org.eobench.core.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.eobench.core.criterion.KlDivConfig.Input;
import org.eobench.core.criterion.KlDivConfig.Reduction;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses whose target is no label. */
class FloatTargetLossesTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final CriterionContext context = new CriterionContext(ops, 1, -1, List.of());

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray array(Shape shape, float... values) {
    return manager.create(values, shape);
  }

  @Test
  void regressionCountsOnlyPixelsWithAValue() {
    NDArray predicted = array(new Shape(1, 1, 1, 4), 1, 2, 3, Float.NaN);
    predicted.setRequiresGradient(true);
    NDArray target = array(new Shape(1, 1, 4), 0, 5, Float.NaN, Float.NaN);
    var plain = new RegressionLoss.PlainConfig();

    assertThat(RegressionLoss.mse(plain, context).loss(predicted, target).getFloat()).isEqualTo(5);
    assertThat(RegressionLoss.mae(plain, context).loss(predicted, target).getFloat()).isEqualTo(2);
    var huber = RegressionLoss.huber(new RegressionLoss.HuberConfig(2), context);
    assertThat(huber.loss(predicted, target).getFloat())
        .as("0.5 and 2·(3-1)")
        .isEqualTo((0.5f + 4) / 2);

    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      tape.backward(RegressionLoss.mse(plain, context).loss(predicted, target));
    }
    assertThat(predicted.getGradient().toFloatArray()).containsExactly(1, -3, 0, 0);
  }

  @Test
  void aStandardizedTargetIsComparedInTheScaleOfTheModel() {
    NDArray predicted = array(new Shape(1, 1, 1, 2), 1, 2);
    NDArray target = array(new Shape(1, 1, 2), 30, 10);
    Criterion mse = RegressionLoss.mse(new RegressionLoss.PlainConfig(), context);
    Criterion standardized = StandardizedTarget.of(mse, new Quantity("t/ha", 10, 20), ops);
    assertThat(standardized.loss(predicted, target).getFloat())
        .as("(1 - 1)² and (2 - 0)²")
        .isEqualTo(2);
  }

  @Test
  void aTargetInTheScaleOfTheModelIsLeftAlone() {
    Criterion mse = RegressionLoss.mse(new RegressionLoss.PlainConfig(), context);
    assertThat(StandardizedTarget.of(mse, Quantity.PLAIN, ops)).isSameAs(mse);
    assertThat(StandardizedTarget.of(mse, new Quantity("m", 1, 1), ops)).isNotSameAs(mse);
    assertThat(StandardizedTarget.of(mse, new Quantity("m", 0, 2), ops)).isNotSameAs(mse);
  }

  @Test
  void severalLabelsAtOnceHaveBinaryCrossEntropy() {
    NDArray logits = array(new Shape(1, 3), 0, 2, -1);
    NDArray target = array(new Shape(1, 3), 1, 0, Float.NaN);
    double expected = (Math.log(2) + Math.log(1 + Math.exp(2))) / 2;
    Criterion even = new BinaryCrossEntropy(new BinaryCrossEntropyConfig(1), context);
    assertThat((double) even.loss(logits, target).getFloat()).isCloseTo(expected, within(1e-6));

    Criterion tilted = new BinaryCrossEntropy(new BinaryCrossEntropyConfig(3), context);
    double weighted = (3 * Math.log(2) + Math.log(1 + Math.exp(2))) / 2;
    assertThat((double) tilted.loss(logits, target).getFloat()).isCloseTo(weighted, within(1e-6));
  }

  @Test
  void divergenceIsZeroForTheTrueShares() {
    NDArray shares = array(new Shape(2, 2), 0.25f, 0.75f, 1, 0);
    NDArray logits = array(new Shape(2, 2), 0, (float) Math.log(3), 20, -20);
    Criterion divergence =
        new KlDiv(new KlDivConfig(Input.LOGITS, Reduction.DISTRIBUTIONS), context);
    assertThat(divergence.loss(logits, shares).getFloat()).isCloseTo(0, within(1e-6f));

    float nan = Float.NaN;
    NDArray unknown = array(new Shape(3, 2), 0.25f, 0.75f, nan, nan, 1, 0);
    NDArray threeLogits = array(new Shape(3, 2), 0, 0, 5, -5, 0, 0);
    NDArray known = array(new Shape(2, 2), 0.25f, 0.75f, 1, 0);
    assertThat(divergence.loss(threeLogits, unknown).getFloat())
        .as("what is unknown does not count")
        .isEqualTo(divergence.loss(array(new Shape(2, 2), 0, 0, 0, 0), known).getFloat());

    NDArray even = array(new Shape(2, 2), 0, 0, 0, 0);
    double first = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5);
    assertThat((double) divergence.loss(even, shares).getFloat())
        .isCloseTo((first + Math.log(2)) / 2, within(1e-6));
    Criterion elements = new KlDiv(new KlDivConfig(Input.LOGITS, Reduction.ELEMENTS), context);
    assertThat((double) elements.loss(even, shares).getFloat())
        .isCloseTo((first + Math.log(2)) / 4, within(1e-6));
  }
}
