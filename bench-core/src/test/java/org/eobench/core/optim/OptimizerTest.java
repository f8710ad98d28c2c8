package org.eobench.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static final AdamWConfig ADAMW = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void adamWFollowsItsFormula() {
    Linear layer = layer();
    Optimizer optimizer = new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
    double[] w = doubles(layer);
    double[] m = new double[w.length];
    double[] v = new double[w.length];
    for (int t = 1; t <= 7; t++) {
      double[] g = descend(layer, optimizer, 0.01 / t);
      for (int i = 0; i < w.length; i++) {
        w[i] *= 1 - 0.01 / t * 0.05;
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double root = Math.sqrt(v[i]) / Math.sqrt(1 - Math.pow(0.999, t));
        w[i] -= 0.01 / t / (1 - Math.pow(0.9, t)) * m[i] / (root + 1e-8);
      }
      assertThat(doubles(layer)).containsExactly(w, within(2e-6));
    }
  }

  @Test
  void sgdFollowsItsFormula() {
    for (boolean nesterov : new boolean[] {false, true}) {
      Linear layer = layer();
      Optimizer optimizer =
          new Sgd(
              new SgdConfig(0.1, 0.9, 0.05, nesterov), new OptimizerContext(ops, layer.tensors()));
      double[] w = doubles(layer);
      double[] b = new double[w.length];
      for (int t = 1; t <= 7; t++) {
        double[] g = descend(layer, optimizer, 0.001 / t);
        for (int i = 0; i < w.length; i++) {
          double decayed = g[i] + 0.05 * w[i];
          b[i] = 0.9 * b[i] + decayed;
          w[i] -= 0.001 / t * (nesterov ? decayed + 0.9 * b[i] : b[i]);
        }
        assertThat(doubles(layer)).containsExactly(w, within(5e-6));
      }
    }
  }

  @Test
  void sgdWithoutMomentumRemembersNothing() {
    Linear layer = layer();
    Optimizer optimizer =
        new Sgd(new SgdConfig(0.1, 0, 0, false), new OptimizerContext(ops, layer.tensors()));
    double[] w = doubles(layer);
    double[] g = descend(layer, optimizer, 0.1);
    for (int i = 0; i < w.length; i++) {
      w[i] -= 0.1 * g[i];
    }
    assertThat(doubles(layer)).containsExactly(w, within(1e-6));
    assertThat(optimizer.state()).isEmpty();
  }

  @Test
  void tensorThatNoGradientReachedIsLeftAlone() {
    Linear layer = layer();
    Optimizer optimizer = new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
    double[] before = doubles(layer);
    optimizer.zeroGradients();
    optimizer.step(0.01);
    assertThat(doubles(layer)).isEqualTo(before);
  }

  @Test
  void frozenTensorIsNotTrained() {
    Linear layer = layer();
    tensor(layer, "bias").setTrainable(false);
    Optimizer optimizer = new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
    float[] bias = tensor(layer, "bias").array().toFloatArray();
    float[] weight = tensor(layer, "weight").array().toFloatArray();
    optimizer.zeroGradients();
    backward(layer);
    optimizer.step(0.1);
    assertThat(tensor(layer, "bias").array().toFloatArray()).isEqualTo(bias);
    assertThat(tensor(layer, "weight").array().toFloatArray()).isNotEqualTo(weight);
    assertThat(optimizer.state())
        .containsOnlyKeys("exp_avg.weight", "exp_avg_sq.weight", "step.weight");
  }

  @Test
  void gradientsAddUpUntilTheyAreZeroed() {
    Linear layer = layer();
    Optimizer optimizer = new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
    backward(layer);
    double[] once = gradients(layer);
    backward(layer);
    assertThat(gradients(layer))
        .containsExactly(Arrays.stream(once).map(g -> 2 * g).toArray(), within(1e-4));
    optimizer.zeroGradients();
    assertThat(gradients(layer)).containsOnly(0);
  }

  @Test
  void aBackwardPassWritesTheGradientsThatWereDropped() {
    Linear layer = layer();
    Optimizer optimizer = adamW(layer);
    double[] values = doubles(layer);
    backward(layer);
    double[] once = gradients(layer);
    optimizer.dropGradients();
    assertThat(doubles(layer)).isEqualTo(values);
    backward(layer);
    assertThat(gradients(layer)).isEqualTo(once);
    optimizer.step(0.01);
    assertThat(doubles(layer)).isNotEqualTo(values);
  }

  /** With zeros as its gradient, momentum and weight decay would go on. */
  @Test
  void tensorIsLeftAloneFromWhenItsGradientIsDropped() {
    Linear layer = layer();
    for (Optimizer optimizer : List.of(adamW(layer), sgd(layer))) {
      descend(layer, optimizer, 0.01);
      double[] before = doubles(layer);
      optimizer.dropGradients();
      optimizer.step(0.01);
      assertThat(doubles(layer)).isEqualTo(before);
      optimizer.zeroGradients();
      optimizer.step(0.01);
      assertThat(doubles(layer)).isEqualTo(before);
    }
  }

  @Test
  void frozenTensorKeepsItsArrayWhenGradientsAreDropped() {
    Linear layer = layer();
    Parameter bias = tensor(layer, "bias");
    bias.setTrainable(false);
    NDArray array = bias.array();
    bias.dropGradient();
    assertThat(bias.array()).isSameAs(array);
  }

  /** The first array of a tensor may be the only owner of its memory. */
  @Test
  void valuesOutliveTheArraysOfEarlierSteps() {
    Linear layer = layer();
    Parameter weight = tensor(layer, "weight");
    NDArray first = weight.array();
    float[] values = first.toFloatArray();
    for (int i = 0; i < 3; i++) {
      weight.dropGradient();
    }
    assertThat(first.getManager().isOpen()).isTrue();
    assertThat(first.toFloatArray()).isEqualTo(values);
    assertThat(weight.array().toFloatArray()).isEqualTo(values);
    weight.set(copy(weight.array()));
    assertThat(((PtNDArray) first).isReleased()).isTrue();
  }

  @Test
  void sgdTooZeroesItsGradients() {
    Linear layer = layer();
    Optimizer optimizer = sgd(layer);
    backward(layer);
    assertThat(gradients(layer)).isNotEqualTo(new double[gradients(layer).length]);
    optimizer.zeroGradients();
    assertThat(gradients(layer)).containsOnly(0);
  }

  @Test
  void startsWithTheLearningRateOfItsKeys() {
    Linear layer = layer();
    assertThat(adamW(layer).learningRate()).isEqualTo(0.01);
    assertThat(sgd(layer).learningRate()).isEqualTo(0.1);
  }

  @Test
  void betasLieFromZeroUpToBelowOne() {
    assertThat(new AdamWConfig(1, List.of(0.0, 0.0), 0, 0).betas()).containsExactly(0.0, 0.0);
    for (List<Double> betas :
        List.of(List.of(0.9, 1.0), List.of(-0.1, 0.9), List.of(0.9), List.of(0.9, Double.NaN))) {
      assertThatThrownBy(() -> new AdamWConfig(1, betas, 0, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("betas must be two numbers in [0, 1), not " + betas);
    }
  }

  @Test
  void restoredStateContinuesToTheSameBits() {
    continuesToTheSameBits(this::adamW);
    continuesToTheSameBits(this::sgd);
  }

  /** With gradients that do not depend on the weights, each tensor moves as if it were alone. */
  @Test
  void tensorsWithRatesOfTheirOwnMoveAsWithAnOptimizerOfTheirOwn() {
    List<BiFunction<Double, OptimizerContext, Optimizer>> kinds =
        List.of(
            (decay, context) ->
                new AdamW(new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, decay), context),
            (decay, context) ->
                new Adam(
                    new AdamConfig(0.01, List.of(0.9, 0.999), 1e-8, decay, List.of(), 1), context),
            (decay, context) -> new Sgd(new SgdConfig(0.01, 0.9, decay, false), context));
    for (BiFunction<Double, OptimizerContext, Optimizer> kind : kinds) {
      Linear together = layer();
      Linear configured = layer();
      Linear own = layer();
      Map<String, TensorRates> rates = Map.of("weight", new TensorRates(3, 0.4));
      pull(together, kind.apply(0.05, new OptimizerContext(ops, together.tensors(), rates)), 0.01);
      pull(configured, kind.apply(0.05, new OptimizerContext(ops, configured.tensors())), 0.01);
      pull(own, kind.apply(0.4, new OptimizerContext(ops, own.tensors())), 0.03);
      assertThat(values(together, "weight"))
          .isEqualTo(values(own, "weight"))
          .isNotEqualTo(values(configured, "weight"));
      assertThat(values(together, "bias"))
          .isEqualTo(values(configured, "bias"))
          .isNotEqualTo(values(own, "bias"));
    }
  }

  /** The weight decay of a group of the configuration goes before that of a tensor. */
  @Test
  void aGroupKeepsItsWeightDecay() {
    ParameterGroup group = new ParameterGroup("*", 2, 0.0);
    Linear grouped = layer();
    Linear plain = layer();
    AdamWConfig config = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.05, List.of(group), 1);
    Map<String, TensorRates> rates =
        Map.of("weight", new TensorRates(3, 0.4), "bias", new TensorRates(3, 0.4));
    pull(grouped, new AdamW(config, new OptimizerContext(ops, grouped.tensors(), rates)), 0.01);
    AdamWConfig without = new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0);
    pull(plain, new AdamW(without, new OptimizerContext(ops, plain.tensors())), 0.06);
    assertThat(values(grouped, "weight")).isEqualTo(values(plain, "weight"));
  }

  private void pull(Linear layer, Optimizer optimizer, double rate) {
    for (int t = 0; t < 4; t++) {
      optimizer.zeroGradients();
      try (NDManager step = manager.newSubManager();
          GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray y = layer.forward(step.create(new float[][] {{1, -2, 3}}));
        gradients.backward(y.sum());
      }
      optimizer.step(rate);
    }
  }

  private static float[] values(Linear layer, String name) {
    return tensor(layer, name).array().toFloatArray();
  }

  private Optimizer adamW(Linear layer) {
    return new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
  }

  private Optimizer sgd(Linear layer) {
    return new Sgd(new SgdConfig(0.1, 0.9, 0.05, true), new OptimizerContext(ops, layer.tensors()));
  }

  private void continuesToTheSameBits(Function<Linear, Optimizer> make) {
    Linear undisturbed = layer();
    Optimizer whole = make.apply(undisturbed);
    Linear interrupted = layer();
    Optimizer first = make.apply(interrupted);
    for (int i = 0; i < 3; i++) {
      descend(undisturbed, whole, 0.001);
      descend(interrupted, first, 0.001);
    }
    Map<String, NDArray> saved = new HashMap<>();
    first.state().forEach((name, array) -> saved.put(name, array.duplicate()));
    Linear resumed = layer();
    resumed
        .tensors()
        .forEach((name, tensor) -> tensor.set(copy(tensor(interrupted, name).array())));
    Optimizer second = make.apply(resumed);
    second.restore(saved);
    for (int i = 0; i < 3; i++) {
      descend(undisturbed, whole, 0.001);
      descend(resumed, second, 0.001);
    }
    assertThat(doubles(resumed)).isEqualTo(doubles(undisturbed));
  }

  @Test
  void namesEverythingThatDoesNotFitWhenRestoring() {
    Linear layer = layer();
    Optimizer optimizer = new AdamW(ADAMW, new OptimizerContext(ops, layer.tensors()));
    Map<String, NDArray> saved = new HashMap<>(optimizer.state());
    saved.remove("step.bias");
    saved.put("exp_avg.bias", manager.create(new float[3]));
    saved.put("exp_avg.other", manager.create(new float[3]));
    assertThatThrownBy(() -> optimizer.restore(saved))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("lacks step.bias")
        .hasMessageContaining("has exp_avg.bias of shape (3)")
        .hasMessageContaining("shape (4)")
        .hasMessageContaining("has exp_avg.other, which this run does not train");
  }

  private Linear layer() {
    Linear layer = new Linear(ops, 3, 4, true);
    Weights.initialize(layer.tensors(), manager, 5);
    return layer;
  }

  private static Parameter tensor(Linear layer, String name) {
    return Objects.requireNonNull(layer.tensors().get(name));
  }

  private NDArray copy(NDArray array) {
    return manager.create(array.toFloatArray(), array.getShape());
  }

  /** One iteration; gives the gradients it used. */
  private double[] descend(Linear layer, Optimizer optimizer, double rate) {
    optimizer.dropGradients();
    backward(layer);
    double[] gradients = gradients(layer);
    optimizer.step(rate);
    return gradients;
  }

  private void backward(Linear layer) {
    try (NDManager step = manager.newSubManager();
        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray y = layer.forward(step.create(new float[][] {{1, 2, 3}, {-1, 0.5f, 2}}));
      gradients.backward(y.mul(y).mul(y).sum());
    }
  }

  private static double[] gradients(Linear layer) {
    return flat(layer, true);
  }

  private static double[] doubles(Linear layer) {
    return flat(layer, false);
  }

  private static double[] flat(Linear layer, boolean gradients) {
    return layer.tensors().values().stream()
        .map(tensor -> gradients ? tensor.array().getGradient() : tensor.array())
        .flatMapToDouble(
            array -> {
              float[] values = array.toFloatArray();
              return java.util.stream.IntStream.range(0, values.length).mapToDouble(i -> values[i]);
            })
        .toArray();
  }
}
