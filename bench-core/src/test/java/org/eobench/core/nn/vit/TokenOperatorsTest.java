package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transformer parts against their definitions in double, one sequence {@code [N,D]} at a time. */
class TokenOperatorsTest {
  private static final int TOKENS = 5;
  private static final int WIDTH = 8;
  private static final int HIDDEN = 12;
  private static final int HEADS = 2;
  private static final Offset<Double> EXACT = within(1e-10);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void preNormBlockIsItsDefinition() {
    for (boolean bias : new boolean[] {true, false}) {
      Module block = doubled(new TransformerBlock(ops, WIDTH, HEADS, HIDDEN, bias, 1e-6));
      double[] x = Tensors.values(TOKENS * WIDTH, 1);
      NDArray input = manager.create(x, new Shape(1, TOKENS, WIDTH));
      double[] y = layerNorm(x, of(block, "norm1.weight"), of(block, "norm1.bias"), 1e-6);
      double[] qkvBias = bias ? of(block, "attn.qkv.bias") : new double[3 * WIDTH];
      x =
          plus(
              x,
              attention(
                  y,
                  of(block, "attn.qkv.weight"),
                  qkvBias,
                  of(block, "attn.proj.weight"),
                  of(block, "attn.proj.bias")));
      y = layerNorm(x, of(block, "norm2.weight"), of(block, "norm2.bias"), 1e-6);
      x = plus(x, mlp(block, y, "mlp.fc1", "mlp.fc2"));
      assertThat(((TransformerBlock) block).forward(input).toDoubleArray())
          .containsExactly(x, EXACT);
    }
  }

  @Test
  void scaledGatedBlockWithAttentionBiasIsItsDefinition() {
    BlockOptions options = BlockOptions.PLAIN.eps(1e-5).swiGlu(true).layerScale(0.1);
    TransformerBlock block = new TransformerBlock(ops, WIDTH, HEADS, HIDDEN, options);
    doubled(block);
    double[] bias = Tensors.values(HEADS * TOKENS * TOKENS, 4);
    double[] x = Tensors.values(TOKENS * WIDTH, 1);
    NDArray input = manager.create(x, new Shape(1, TOKENS, WIDTH));
    NDArray pairs = manager.create(bias, new Shape(1, HEADS, TOKENS, TOKENS));
    double[] y = layerNorm(x, of(block, "norm1.weight"), of(block, "norm1.bias"), 1e-5);
    y =
        attention(
            y,
            of(block, "attn.qkv.weight"),
            of(block, "attn.qkv.bias"),
            of(block, "attn.proj.weight"),
            of(block, "attn.proj.bias"),
            bias);
    x = plus(x, scaled(y, of(block, "ls1.gamma")));
    y = layerNorm(x, of(block, "norm2.weight"), of(block, "norm2.bias"), 1e-5);
    x = plus(x, scaled(swiGlu(block, y), of(block, "ls2.gamma")));
    assertThat(block.forward(input, pairs).toDoubleArray()).containsExactly(x, EXACT);
    double[] zeros = new double[bias.length];
    NDArray none = manager.create(zeros, new Shape(1, HEADS, TOKENS, TOKENS));
    assertThat(block.forward(input, none).toDoubleArray())
        .containsExactly(block.forward(input).toDoubleArray(), EXACT);
  }

  @Test
  void scalesStartWithTheValueGiven() {
    BlockOptions options = BlockOptions.PLAIN.layerScale(0.25);
    Module block = new TransformerBlock(ops, WIDTH, HEADS, HIDDEN, options);
    Weights.initialize(block.tensors(), manager, 1);
    assertThat(java.util.Objects.requireNonNull(block.tensors().get("ls2.gamma")).array())
        .isEqualTo(manager.full(new Shape(WIDTH), 0.25f));
    assertThat(new TransformerBlock(ops, WIDTH, HEADS, HIDDEN, true, 1e-6).tensors())
        .doesNotContainKey("ls2.gamma");
  }

  @Test
  void postNormLayerIsItsDefinition() {
    TransformerEncoderLayer layer = new TransformerEncoderLayer(ops, WIDTH, HEADS, HIDDEN);
    doubled(layer);
    double[] x = Tensors.values(TOKENS * WIDTH, 2);
    NDArray input = manager.create(x, new Shape(TOKENS, WIDTH));
    double[] y =
        attention(
            x,
            of(layer, "self_attn.in_proj_weight"),
            of(layer, "self_attn.in_proj_bias"),
            of(layer, "self_attn.out_proj.weight"),
            of(layer, "self_attn.out_proj.bias"));
    x = layerNorm(plus(x, y), of(layer, "norm1.weight"), of(layer, "norm1.bias"), 1e-5);
    y = mlp(layer, x, "linear1", "linear2");
    x = layerNorm(plus(x, y), of(layer, "norm2.weight"), of(layer, "norm2.bias"), 1e-5);
    assertThat(layer.forward(input).toDoubleArray()).containsExactly(x, EXACT);
    assertThat(layer.forward(input.expandDims(0)).toDoubleArray()).containsExactly(x, EXACT);
  }

  @Test
  void sequencesOfABatchDoNotSeeEachOther() {
    TransformerBlock block = new TransformerBlock(ops, WIDTH, HEADS, HIDDEN, true, 1e-6);
    doubled(block);
    NDArray two = Tensors.doubles(manager, 3, 2, TOKENS, WIDTH);
    double[] together = block.forward(two).get(1).toDoubleArray();
    double[] alone = block.forward(two.get("1:2")).toDoubleArray();
    assertThat(together).containsExactly(alone, EXACT);
  }

  @Test
  void mapsBecomeTokensRowByRowAndBack() {
    NDArray map = manager.arange(12f).reshape(1, 2, 2, 3);
    NDArray tokens = ops.mapToTokens(map);
    assertThat(tokens.getShape()).isEqualTo(new Shape(1, 6, 2));
    assertThat(tokens.toFloatArray()).startsWith(0, 6, 1, 7);
    assertThat(ops.tokensToMap(tokens, 2, 3)).isEqualTo(map);
  }

  /** Gives a module random weights in double, so that its arithmetic is in double. */
  private Module doubled(Module module) {
    module
        .tensors()
        .forEach(
            (name, tensor) ->
                tensor.set(Tensors.doubles(manager, name.hashCode(), tensor.shape().getShape())));
    return module;
  }

  private static double[] of(Module module, String name) {
    return java.util.Objects.requireNonNull(module.tensors().get(name)).array().toDoubleArray();
  }

  private static double[] mlp(Module module, double[] x, String first, String second) {
    double[] hidden = linear(x, WIDTH, of(module, first + ".weight"), of(module, first + ".bias"));
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = hidden[i] / 2 * (1 + erf(hidden[i] / Math.sqrt(2)));
    }
    return linear(hidden, HIDDEN, of(module, second + ".weight"), of(module, second + ".bias"));
  }

  private static double[] swiGlu(Module module, double[] x) {
    double[] both = linear(x, WIDTH, of(module, "mlp.w12.weight"), of(module, "mlp.w12.bias"));
    double[] hidden = new double[TOKENS * HIDDEN];
    for (int i = 0; i < hidden.length; i++) {
      int at = i / HIDDEN * 2 * HIDDEN + i % HIDDEN;
      hidden[i] = both[at] / (1 + Math.exp(-both[at])) * both[at + HIDDEN];
    }
    return linear(hidden, HIDDEN, of(module, "mlp.w3.weight"), of(module, "mlp.w3.bias"));
  }

  private static double[] scaled(double[] x, double[] gamma) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] * gamma[i % WIDTH];
    }
    return y;
  }

  private static double[] attention(
      double[] x, double[] wqkv, double[] bqkv, double[] wproj, double[] bproj) {
    return attention(x, wqkv, bqkv, wproj, bproj, new double[HEADS * TOKENS * TOKENS]);
  }

  private static double[] attention(
      double[] x, double[] wqkv, double[] bqkv, double[] wproj, double[] bproj, double[] bias) {
    double[] qkv = linear(x, WIDTH, wqkv, bqkv);
    double[] joined = new double[x.length];
    int d = WIDTH / HEADS;
    for (int head = 0; head < HEADS; head++) {
      for (int q = 0; q < TOKENS; q++) {
        double[] share = new double[TOKENS];
        double total = 0;
        for (int k = 0; k < TOKENS; k++) {
          double score = 0;
          for (int i = 0; i < d; i++) {
            int at = head * d + i;
            score += qkv[q * 3 * WIDTH + at] * qkv[k * 3 * WIDTH + WIDTH + at];
          }
          score = score / Math.sqrt(d) + bias[(head * TOKENS + q) * TOKENS + k];
          share[k] = Math.exp(score);
          total += share[k];
        }
        for (int k = 0; k < TOKENS; k++) {
          for (int i = 0; i < d; i++) {
            int at = head * d + i;
            joined[q * WIDTH + at] += share[k] / total * qkv[k * 3 * WIDTH + 2 * WIDTH + at];
          }
        }
      }
    }
    return linear(joined, WIDTH, wproj, bproj);
  }

  private static double[] linear(double[] x, int in, double[] weight, double[] bias) {
    int rows = x.length / in;
    double[] y = new double[rows * bias.length];
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int i = 0; i < in; i++) {
          sum += weight[o * in + i] * x[r * in + i];
        }
        y[r * bias.length + o] = sum;
      }
    }
    return y;
  }

  private static double[] layerNorm(double[] x, double[] gamma, double[] beta, double eps) {
    double[] y = new double[x.length];
    for (int r = 0; r < x.length / WIDTH; r++) {
      double mean = 0;
      for (int i = 0; i < WIDTH; i++) {
        mean += x[r * WIDTH + i] / WIDTH;
      }
      double variance = 0;
      for (int i = 0; i < WIDTH; i++) {
        variance += Math.pow(x[r * WIDTH + i] - mean, 2) / WIDTH;
      }
      for (int i = 0; i < WIDTH; i++) {
        double normal = (x[r * WIDTH + i] - mean) / Math.sqrt(variance + eps);
        y[r * WIDTH + i] = normal * gamma[i] + beta[i];
      }
    }
    return y;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  /** The integral of its definition, by Simpson's rule. */
  private static double erf(double x) {
    int steps = 2000;
    double h = x / steps;
    double sum = 1 + Math.exp(-x * x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-(i * h) * (i * h));
    }
    return 2 / Math.sqrt(Math.PI) * sum * h / 3;
  }
}
