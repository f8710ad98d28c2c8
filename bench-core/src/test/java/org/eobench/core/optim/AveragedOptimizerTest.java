package org.eobench.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.GoldenArrays;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AveragedOptimizerTest {
  private static final int SIZE = 83;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  /** 82 weights and a bias. */
  private final Linear model = new Linear(ops, SIZE - 1, 1, true);

  private final OptimizerContext context = new OptimizerContext(ops, model.tensors());

  @BeforeEach
  void initialize() {
    Weights.initialize(model.tensors(), manager, 0);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Sets the weights to recorded ones, in place of a step. */
  private static final class Recorded implements Optimizer {
    private final Collection<Parameter> parameters;
    private final float[] rows;
    private int at;

    Recorded(Collection<Parameter> parameters, float[] rows) {
      this.parameters = parameters;
      this.rows = rows;
    }

    @Override
    public double learningRate() {
      return 1;
    }

    @Override
    public void dropGradients() {}

    @Override
    public void zeroGradients() {}

    @Override
    public boolean multiplyGradients(double factor) {
      return true;
    }

    @Override
    public double clipGradients(double largest) {
      return 0;
    }

    @Override
    public void step(double learningRate) {
      for (Parameter parameter : parameters) {
        int size = (int) parameter.shape().size();
        parameter.array().set(Arrays.copyOfRange(rows, at, at + size));
        at += size;
      }
    }

    @Override
    public Map<String, NDArray> state() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, NDArray> state) {
      assertThat(state).isEmpty();
    }
  }

  private float[] weights() {
    float[] all = new float[SIZE];
    int at = 0;
    for (Parameter parameter : model.tensors().values()) {
      float[] values = parameter.array().toFloatArray();
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  @Test
  void averagesAreThoseOfTorch() {
    GoldenArrays golden = GoldenArrays.require2026("optimizer_ema");
    float[] rows = golden.input("params").floats();
    AveragedOptimizer optimizer =
        new AveragedOptimizer(new Recorded(model.tensors().values(), rows), context, 0.9);
    float[] averages = new float[rows.length];
    float[] untouched = weights();
    assertThat(optimizer.withAverages(this::weights))
        .as("there is no average yet")
        .isEqualTo(untouched);
    for (int at = 0; at < rows.length; at += SIZE) {
      optimizer.step(1);
      System.arraycopy(optimizer.withAverages(this::weights), 0, averages, at, SIZE);
      assertThat(weights()).isEqualTo(Arrays.copyOfRange(rows, at, at + SIZE));
    }
    golden.check("ema", averages);
  }

  @Test
  void aRestoredAverageGoesOn() {
    float[] rows = new float[3 * SIZE];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % 7;
    }
    Optimizer steps = new Recorded(model.tensors().values(), rows);
    AveragedOptimizer first = new AveragedOptimizer(steps, context, 0.5);
    first.step(1);
    first.step(1);
    AveragedOptimizer second = new AveragedOptimizer(steps, context, 0.5);
    second.restore(first.state());
    second.step(1);
    float[] averages = second.withAverages(this::weights);
    for (int i = 0; i < SIZE; i++) {
      float expected = 0.5f * (0.5f * (rows[i] + rows[SIZE + i]) + rows[2 * SIZE + i]);
      assertThat(averages[i]).isEqualTo(expected);
    }
  }

  @Test
  void aStateWithoutAveragesIsRefused() {
    Optimizer plain = new Sgd(new SgdConfig(0.1, 0.9, 0, false), context);
    AveragedOptimizer averaged = new AveragedOptimizer(plain, context, 0.9);
    assertThatThrownBy(() -> averaged.restore(plain.state()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("task.trainer.ema_decay");
  }
}
