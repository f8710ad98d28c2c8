package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropPathTest {
  private static final int SAMPLES = 400;
  private static final int EACH = 6;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void dropsWholeSamplesAndScalesTheOthers() {
    DropPath path = new DropPath(ops, 0.2);
    path.setTraining(true);
    ops.seed(5);
    NDArray x = manager.ones(new Shape(SAMPLES, 2, 3));
    x.setRequiresGradient(true);
    float[] values;
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      NDArray y = path.forward(x);
      values = y.toFloatArray();
      tape.backward(y.sum());
    }
    int dropped = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      float first = values[sample * EACH];
      assertThat(first).isIn(0f, 1.25f);
      for (int i = 1; i < EACH; i++) {
        assertThat(values[sample * EACH + i]).isEqualTo(first);
      }
      dropped += first == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(50, 110); // 80 expected, standard deviation 8
    assertThat(x.getGradient().toFloatArray()).isEqualTo(values);
  }

  @Test
  void outsideTrainingAndWithoutARateIsNothing() {
    NDArray x = manager.ones(new Shape(2, 3));
    assertThat(new DropPath(ops, 0.5).forward(x)).isSameAs(x);
    DropPath none = new DropPath(ops, 0);
    none.setTraining(true);
    assertThat(none.forward(x)).isSameAs(x);
  }

  @Test
  void refusesRatesThatAreNoProbabilities() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new DropPath(ops, rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[0, 1)");
    }
  }
}
