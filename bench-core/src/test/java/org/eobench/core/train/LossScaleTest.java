package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.optim.Sgd;
import org.eobench.core.optim.SgdConfig;
import org.eobench.core.weights.Weights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Float16 on the CPU, which computes it too, if slowly. */
class LossScaleTest {
  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** Of a gradient of 1e-8 float16 keeps nothing, whose smallest number is 6e-8. */
  @Test
  void keepsGradientsThatFloat16WouldLose() {
    assertThat(gradient(Precision.FP16, 1e-8f, false)).isZero();
    assertThat(gradient(Precision.FP16, 1e-8f, true)).isBetween(0.99e-8f, 1.01e-8f);
  }

  /** Such as a head that the configuration leaves out of the loss. */
  @Test
  void leavesATrainedTensorAloneThatTheLossDoesNotReach() {
    TorchOps ops = new TorchOps(manager, Precision.FP16);
    Linear reached = linear(ops);
    Linear idle = linear(ops);
    Map<String, Parameter> both = new LinkedHashMap<>();
    reached.tensors().forEach((name, tensor) -> both.put("reached." + name, tensor));
    idle.tensors().forEach((name, tensor) -> both.put("idle." + name, tensor));
    Optimizer optimizer = new Sgd(new SgdConfig(0.1, 0, 0, false), new OptimizerContext(ops, both));
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = step.getEngine().newGradientCollector()) {
      NDArray loss = reached.forward(step.ones(new Shape(1, 1))).sum();
      new LossScale().backward(loss, ops, optimizer);
    }
    assertThat(weight(reached).getGradient().getFloat()).isEqualTo(1);
    assertThat(weight(idle).getFloat()).isEqualTo(1);
  }

  @Test
  void halvesItsFactorUntilGradientsAreFinite() {
    LossScale scale = new LossScale();
    assertThat(scale.factor()).isEqualTo(65536);
    assertThat(gradient(scale, Precision.FP16, 64f)).isEqualTo(64f);
    assertThat(scale.factor()).as("the largest at which 64 is below 65504").isEqualTo(512);
    assertThat(gradient(scale, Precision.FP16, 64f)).isEqualTo(64f);
  }

  /** As PyTorch's GradScaler, which doubles its factor after 2,000 steps. */
  @Test
  void doublesItsFactorAfterManyStepsWithoutAnOverflow() {
    LossScale scale = new LossScale();
    NDArray loss = manager.create(1f);
    loss.setRequiresGradient(true);
    TorchOps ops = new TorchOps(manager, Precision.FP16);
    Optimizer none = new Sgd(new SgdConfig(0.1, 0, 0, false), new OptimizerContext(ops, Map.of()));
    for (int step = 1; step <= 2000; step++) {
      assertThat(scale.factor()).isEqualTo(65536);
      scale.backward(loss, ops, none);
    }
    assertThat(scale.factor()).isEqualTo(131072);
  }

  @Test
  void saysThatAGradientIsTooLarge() {
    assertThatThrownBy(() -> gradient(new LossScale(), Precision.FP16, 1e6f))
        .hasMessageContaining("[Bench/GradientNotFinite]")
        .hasMessageContaining("`task.trainer.precision=bf16`");
  }

  private float gradient(Precision precision, float size, boolean scaled) {
    return scaled ? gradient(new LossScale(), precision, size) : gradient(null, precision, size);
  }

  /**
   * The gradient of a weight of 1 for an input of 1 and a loss of {@code size} times the output.
   */
  private float gradient(@Nullable LossScale scale, Precision precision, float size) {
    TorchOps ops = new TorchOps(manager, precision);
    Linear linear = linear(ops);
    Optimizer optimizer =
        new Sgd(new SgdConfig(0.1, 0, 0, false), new OptimizerContext(ops, linear.tensors()));
    optimizer.zeroGradients();
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = step.getEngine().newGradientCollector()) {
      NDArray loss =
          ops.call(
              "def forward(self, y):\n  return torch.mul(y.sum(), " + size + ")\n",
              linear.forward(step.ones(new Shape(1, 1))));
      if (scale == null) {
        tape.backward(loss);
      } else {
        scale.backward(loss, ops, optimizer);
      }
    }
    return weight(linear).getGradient().getFloat();
  }

  private Linear linear(TorchOps ops) {
    Linear linear = new Linear(ops, 1, 1, Inits.ONES, null);
    Weights.initialize(linear.tensors(), manager, 1);
    linear.setTrainable(true);
    return linear;
  }

  private static NDArray weight(Linear linear) {
    return Objects.requireNonNull(linear.tensors().get("weight")).array();
  }
}
