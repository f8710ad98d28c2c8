package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.nn.vit.TransformerEncoderLayer;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bfloat16 inside the operators does to values and gradients. */
class PrecisionTest {
  /** A bfloat16 has 8 significant bits: single values are off by up to 1/256. */
  private static final double VALUES = 0.01;

  private static final double GRADIENTS = 0.03;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray tokens = Tensors.floats(manager, 1, 2, 9, 16);
  private final NDArray image = Tensors.floats(manager, 2, 2, 16, 9, 11);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void linear() {
    check(ops -> new Linear(ops, 16, 8, true), Linear::forward, tokens);
  }

  @Test
  void transformerBlock() {
    check(
        ops -> new TransformerBlock(ops, 16, 4, 64, true, 1e-6), TransformerBlock::forward, tokens);
  }

  @Test
  void scaledGatedTransformerBlockWithAttentionBias() {
    BlockOptions options = BlockOptions.PLAIN.swiGlu(true).layerScale(1);
    NDArray bias = Tensors.floats(manager, 4, 1, 4, 9, 9);
    check(
        ops -> new TransformerBlock(ops, 16, 4, 64, options),
        (block, x) -> block.forward(x, bias),
        tokens);
  }

  @Test
  void transformerEncoderLayer() {
    check(
        ops -> new TransformerEncoderLayer(ops, 16, 4, 64),
        TransformerEncoderLayer::forward,
        tokens);
  }

  @Test
  void convolution() {
    check(ops -> new Conv2d(ops, 16, 8, 3, true), Conv2d::forward, image);
  }

  @Test
  void transposedConvolution() {
    check(ops -> new ConvTranspose2d(ops, 16, 8, 2, 2), ConvTranspose2d::forward, image);
  }

  @Test
  void convolutionWithBatchNormInTraining() {
    check(
        ops -> {
          Activation gelu = Activation.GELU;
          ConvNormAct layer = new ConvNormAct(ops, 16, 8, 3, false, gelu, "conv", "bn");
          layer.setTraining(true);
          return layer;
        },
        ConvNormAct::forward,
        image);
  }

  @Test
  void normsSoftmaxAndLossesStayExact() {
    TorchOps full = new TorchOps(manager, Precision.FP32);
    TorchOps low = new TorchOps(manager, Precision.BF16);
    NDArray gamma = Tensors.floats(manager, 3, 16);
    NDArray target = manager.zeros(new ai.djl.ndarray.types.Shape(2, 9, 11), DataType.INT64);
    assertThat(low.layerNorm(tokens, gamma, gamma, 1e-6))
        .isEqualTo(full.layerNorm(tokens, gamma, gamma, 1e-6));
    assertThat(low.softmax(tokens, 1)).isEqualTo(full.softmax(tokens, 1));
    assertThat(low.crossEntropy(image, target, null, -1))
        .isEqualTo(full.crossEntropy(image, target, null, -1));
  }

  private <M extends Module> void check(
      Function<TorchOps, M> maker, BiFunction<M, NDArray, NDArray> forward, NDArray input) {
    Map<String, float[]> full = run(Precision.FP32, maker, forward, input);
    Map<String, float[]> low = run(Precision.BF16, maker, forward, input);
    assertThat(low.keySet()).isEqualTo(full.keySet()).hasSizeGreaterThan(2);
    full.forEach(
        (name, exact) -> {
          float[] rounded = low.getOrDefault(name, new float[0]);
          double limit = name.equals("output") ? VALUES : GRADIENTS;
          assertThat(distance(rounded, exact)).as(name).isLessThan(limit);
        });
    assertThat(low.get("output")).isNotEqualTo(full.get("output"));
  }

  /** The output, and the gradient of a random projection of it for each parameter. */
  private <M extends Module> Map<String, float[]> run(
      Precision precision,
      Function<TorchOps, M> maker,
      BiFunction<M, NDArray, NDArray> forward,
      NDArray input) {
    M layer = maker.apply(new TorchOps(manager, precision));
    Tensors.randomize(layer.tensors(), manager, 7);
    Map<String, float[]> results = new LinkedHashMap<>();
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray output = forward.apply(layer, input);
      assertThat(output.getDataType()).isEqualTo(DataType.FLOAT32);
      results.put("output", output.toFloatArray());
      NDArray projection = Tensors.floats(manager, 8, output.getShape().getShape());
      gradients.backward(output.mul(projection).sum());
    }
    layer
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isBuffer()) {
                NDArray gradient = tensor.array().getGradient();
                assertThat(gradient.getDataType()).isEqualTo(DataType.FLOAT32);
                results.put(name, gradient.toFloatArray());
              }
            });
    return results;
  }

  /** Of the difference, relative to the norm. */
  private static double distance(float[] rounded, float[] exact) {
    assertThat(rounded).hasSameSizeAs(exact);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (rounded[i] - exact[i]) * (rounded[i] - exact[i]);
      norm += exact[i] * exact[i];
    }
    assertThat(norm).isPositive();
    return Math.sqrt(error / norm);
  }
}
