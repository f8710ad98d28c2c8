package org.eobench.core.optim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.MultiStepLr;
import org.eobench.core.schedule.MultiStepLrConfig;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.core.testing.GoldenArrays;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trajectories of torch's optimizers, recorded in Python. */
class OptimizerGoldenTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void adamWFollowsTorch() {
    AdamWConfig config = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05);
    check("opt_adamw", 0.01, context -> new AdamW(config, context));
  }

  @Test
  void sgdFollowsTorch() {
    SgdConfig config = new SgdConfig(0.1, 0, 0.05, false);
    check("opt_sgd", 0.1, context -> new Sgd(config, context));
  }

  @Test
  void multiStepFollowsTorch() {
    GoldenArrays golden = GoldenArrays.require("lr_multi_step");
    LrSchedule schedule =
        new MultiStepLr(
            new MultiStepLrConfig(List.of(0.6, 0.9), 0.1), new ScheduleContext(1e-4, 100));
    double[] rates = new double[100];
    Arrays.setAll(rates, schedule::at);
    golden.check("lr", rates);
  }

  @Test
  void adamFollowsTorch() {
    AdamConfig config = new AdamConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05, List.of(), 1);
    check2026("optimizer_adam", 0.01, context -> new Adam(config, context));
  }

  @Test
  void sgdWithNesterovMomentumFollowsTorch() {
    SgdConfig config = new SgdConfig(0.05, 0.9, 0.001, true);
    check2026("optimizer_sgd_nesterov", 0.05, context -> new Sgd(config, context));
  }

  @Test
  void adamWWithGroupsFollowsTorch() {
    GoldenArrays golden = GoldenArrays.require2026("optimizer_adamw_groups");
    List<ParameterGroup> groups =
        List.of(
            new ParameterGroup("0.bias", 0.81, 0.0),
            new ParameterGroup("0.*", 0.81, null),
            new ParameterGroup("*.bias", 1, 0.0));
    AdamWConfig config = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05, groups, 1);
    network(golden, start(golden), 0.01, context -> new AdamW(config, context));
    AdamWConfig plain = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05);
    given(golden, start(golden), 0.01, context -> new AdamW(plain, context));
  }

  @Test
  void aGroupWithoutTensorsIsRefused() {
    AdamWConfig config =
        new AdamWConfig(
            0.01,
            List.of(0.9, 0.999),
            1e-8,
            0.05,
            List.of(new ParameterGroup("encoder.*", 0.1, null)),
            1);
    Net net = new Net(ops, new float[83]);
    assertThatThrownBy(() -> new AdamW(config, new OptimizerContext(ops, net.tensors())))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no tensor that is trained is called encoder.*")
        .hasMessageContaining("0.weight");
  }

  @Test
  void clippingFollowsTorch() {
    GoldenArrays golden = GoldenArrays.require2026("optimizer_clip_grad_norm");
    Net net = new Net(ops, start(golden));
    Weights.initialize(net.tensors(), manager, 0);
    Optimizer optimizer =
        new Sgd(new SgdConfig(0.5, 0, 0, false), new OptimizerContext(ops, net.tensors()));
    float[] rows = new float[21 * 83];
    float[] norms = new float[20];
    net.copyTo(rows, 0);
    for (int t = 0; t < 20; t++) {
      optimizer.dropGradients();
      backward(golden, net, 0, 16);
      norms[t] = (float) optimizer.clipGradients(0.3);
      optimizer.step(0.5);
      net.copyTo(rows, t + 1);
    }
    golden.check("norms", norms);
    golden.check("params", rows);
  }

  @Test
  void accumulationFollowsTorch() {
    GoldenArrays golden = GoldenArrays.require2026("optimizer_accumulation");
    Net net = new Net(ops, start(golden));
    Weights.initialize(net.tensors(), manager, 0);
    AdamWConfig config = new AdamWConfig(0.02, List.of(0.9, 0.999), 1e-8, 0.05);
    Optimizer optimizer = new AdamW(config, new OptimizerContext(ops, net.tensors()));
    float[] rows = new float[13 * 83];
    net.copyTo(rows, 0);
    for (int t = 0; t < 12; t++) {
      optimizer.dropGradients();
      for (int part = 0; part < 4; part++) {
        backward(golden, net, 4 * part, 4);
      }
      optimizer.multiplyGradients(0.25);
      optimizer.step(0.02);
      net.copyTo(rows, t + 1);
    }
    golden.check("params", rows);
  }

  /** Adds the gradients of some samples; returns the loss. */
  private float backward(GoldenArrays golden, Net net, int first, int count) {
    float[] x = Arrays.copyOfRange(golden.input("x").floats(), first * 6, (first + count) * 6);
    long[] y = Arrays.copyOfRange(golden.input("y").longs(), first, first + count);
    try (NDManager step = manager.newSubManager();
        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray logits = net.forward(step.create(x, new Shape(count, 6)));
      NDArray loss = ops.crossEntropy(logits, step.create(y, new Shape(count)), null, -1);
      gradients.backward(loss);
      return loss.getFloat();
    }
  }

  private static float[] start(GoldenArrays golden) {
    return Arrays.copyOf(golden.expected("params").floats(), 83);
  }

  private void check2026(String id, double rate, Function<OptimizerContext, Optimizer> maker) {
    GoldenArrays golden = GoldenArrays.require2026(id);
    network(golden, start(golden), rate, maker);
    given(golden, start(golden), rate, maker);
  }

  private void check(String id, double rate, Function<OptimizerContext, Optimizer> maker) {
    GoldenArrays golden = GoldenArrays.require(id);
    float[] rows = golden.expected("params").floats();
    network(golden, Arrays.copyOf(rows, 83), rate, maker);
    given(golden, Arrays.copyOf(rows, 83), rate, maker);
  }

  /** Linear(6, 8), ReLU, Linear(8, 3) on 16 fixed samples. */
  private void network(
      GoldenArrays golden,
      float[] start,
      double rate,
      Function<OptimizerContext, Optimizer> maker) {
    Net net = new Net(ops, start);
    Weights.initialize(net.tensors(), manager, 0);
    Optimizer optimizer = maker.apply(new OptimizerContext(ops, net.tensors()));
    NDArray x = manager.create(golden.input("x").floats(), new Shape(16, 6));
    NDArray y = manager.create(golden.input("y").longs(), new Shape(16));
    float[] rows = new float[31 * 83];
    float[] losses = new float[30];
    net.copyTo(rows, 0);
    for (int t = 0; t < 30; t++) {
      optimizer.dropGradients();
      try (NDManager step = manager.newSubManager();
          GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray loss = ops.crossEntropy(net.forward(ops.borrow(x, step)), y, null, -100);
        gradients.backward(loss);
        losses[t] = loss.getFloat();
      }
      optimizer.step(rate);
      net.copyTo(rows, t + 1);
    }
    golden.check("losses", losses);
    golden.check("params", rows);
  }

  /** One flat parameter driven by recorded gradients, fed through the loss {@code sum(g·w)}. */
  private void given(
      GoldenArrays golden,
      float[] start,
      double rate,
      Function<OptimizerContext, Optimizer> maker) {
    Flat flat = new Flat(start);
    Weights.initialize(flat.tensors(), manager, 0);
    Optimizer optimizer = maker.apply(new OptimizerContext(ops, flat.tensors()));
    NDArray grads = manager.create(golden.input("grads").floats(), new Shape(30, 83));
    float[] rows = new float[31 * 83];
    System.arraycopy(start, 0, rows, 0, 83);
    for (int t = 0; t < 30; t++) {
      optimizer.dropGradients();
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        gradients.backward(grads.get(t).mul(flat.values()).sum());
      }
      optimizer.step(rate);
      System.arraycopy(flat.values().toFloatArray(), 0, rows, (t + 1) * 83, 83);
    }
    golden.check("params_given_grads", rows);
  }

  private static final class Flat extends Module {
    private final Parameter values;

    Flat(float[] start) {
      values = parameter("values", new Shape(start.length), Inits.table(start));
    }

    NDArray values() {
      return values.array();
    }
  }

  private static final class Net extends Module {
    private final TorchOps ops;
    private final Linear first;
    private final Linear second;

    Net(TorchOps ops, float[] start) {
      this.ops = ops;
      first = child("0", new Linear(ops, 6, 8, table(start, 0, 48), table(start, 48, 56)));
      second = child("2", new Linear(ops, 8, 3, table(start, 56, 80), table(start, 80, 83)));
    }

    private static Init table(float[] values, int from, int to) {
      return Inits.table(Arrays.copyOfRange(values, from, to));
    }

    NDArray forward(NDArray x) {
      return second.forward(ops.relu(first.forward(x)));
    }

    void copyTo(float[] rows, int row) {
      int at = row * 83;
      for (Map.Entry<String, Parameter> entry : tensors().entrySet()) {
        float[] values = entry.getValue().array().toFloatArray();
        System.arraycopy(values, 0, rows, at, values.length);
        at += values.length;
      }
    }
  }
}
