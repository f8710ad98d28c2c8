package org.eobench.core.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.GoldenArrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final Criterion criterion =
      new CrossEntropy(new CrossEntropyConfig(0), new CriterionContext(ops, 2, -1, List.of()));

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isTheMeanOverThePixelsThatCount() {
    float loss = loss(new float[] {1, 5, 2, 0, 3, 2}, new long[] {0, -1, 1});
    double first = Math.log(1 + Math.exp(0 - 1));
    double third = Math.log(1 + Math.exp(2 - 2));
    assertThat(loss).isCloseTo((float) ((first + third) / 2), within(1e-6f));
  }

  @Test
  void lossAndGradientAreTorchs() {
    GoldenArrays golden = GoldenArrays.require("loss_cross_entropy");
    NDArray logits =
        manager.create(golden.input("logits").floats(), new Shape(golden.input("logits").shape()));
    NDArray target =
        manager.create(golden.input("target").longs(), new Shape(golden.input("target").shape()));
    logits.setRequiresGradient(true);
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray loss = criterion.loss(logits, target);
      gradients.backward(loss);
      golden.check("loss", loss.toFloatArray());
    }
    golden.check("grad", logits.getGradient().toFloatArray());
  }

  @Test
  void isNaNWhereNothingCounts() {
    assertThat(loss(new float[] {1, 5, 2, 0, 3, 2}, new long[] {-1, -1, -1})).isNaN();
  }

  /** Logits {@code [1,2,1,3]}, all pixels of class 0 first. */
  private float loss(float[] logits, long[] target) {
    return criterion
        .loss(
            manager.create(logits, new Shape(1, 2, 1, 3)),
            manager.create(target, new Shape(1, 1, 3)))
        .getFloat();
  }
}
