package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.nn.vit.TransformerEncoderLayer;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradients of every operator against central differences, in double. */
class GradientTest {
  private static final double STEP = 1e-5;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void ofWeightedOperators() {
    NDArray tokens = Tensors.doubles(manager, 1, 2, 3, 4);
    NDArray square = Tensors.doubles(manager, 2, 5, 4);
    NDArray five = Tensors.doubles(manager, 3, 5);
    check(() -> ops.linear(tokens, square, five), tokens, square, five);
    NDArray image = Tensors.doubles(manager, 4, 2, 4, 5, 6);
    NDArray kernel = Tensors.doubles(manager, 5, 6, 2, 3, 3);
    NDArray six = Tensors.doubles(manager, 6, 6);
    ConvOptions options = ConvOptions.DEFAULT.stride(2).padding(2).dilation(2).groups(2);
    check(() -> ops.conv2d(image, kernel, six, options), image, kernel, six);
    NDArray up = Tensors.doubles(manager, 7, 4, 3, 2, 2);
    NDArray three = Tensors.doubles(manager, 8, 3);
    check(() -> ops.convTranspose2d(image, up, three, 2), image, up, three);
    NDArray gamma = Tensors.doubles(manager, 9, 4);
    NDArray beta = Tensors.doubles(manager, 10, 4);
    check(() -> ops.layerNorm(tokens, gamma, beta, 1e-6), tokens, gamma, beta);
  }

  @Test
  void ofPointwiseAndSpatialOperators() {
    List<Function<NDArray, NDArray>> operators =
        List.of(
            ops::gelu,
            ops::relu,
            x -> ops.softmax(x, 1),
            x -> ops.maxPool2d(x, 2, 2),
            x -> ops.adaptiveAvgPool2d(x, 3, 2),
            x -> ops.pixelShuffle(x, 2),
            ops::mapToTokens,
            x -> ops.interpolate(x, 7, 3, Interpolation.NEAREST),
            x -> ops.interpolate(x, 7, 3, Interpolation.BILINEAR),
            x -> ops.interpolate(x, 7, 3, Interpolation.BICUBIC),
            x -> ops.interpolate(x, 7, 3, Interpolation.BILINEAR_ANTIALIASED),
            x -> ops.interpolate(x, 7, 3, Interpolation.BICUBIC_ANTIALIASED));
    for (Function<NDArray, NDArray> operator : operators) {
      NDArray x = Tensors.doubles(manager, 1, 2, 4, 5, 6);
      check(() -> operator.apply(x), x);
    }
  }

  @Test
  void ofAttention() {
    NDArray q = Tensors.doubles(manager, 1, 2, 2, 3, 4);
    NDArray k = Tensors.doubles(manager, 2, 2, 2, 5, 4);
    NDArray v = Tensors.doubles(manager, 3, 2, 2, 5, 4);
    check(() -> ops.scaledDotProductAttention(q, k, v), q, k, v);
  }

  @Test
  void ofCrossEntropyWithIgnoredPixelsAndClassWeights() {
    NDArray logits = Tensors.doubles(manager, 1, 2, 3, 2, 2);
    NDArray target = manager.create(new long[] {0, 1, 2, -1, -1, 1, 0, 2}, new Shape(2, 2, 2));
    NDArray weight = manager.create(new double[] {1, 2, 0.5});
    check(() -> ops.crossEntropy(logits, target, null, -1), logits);
    check(() -> ops.crossEntropy(logits, target, weight, -1), logits);
  }

  @Test
  void ofLayers() {
    NDArray tokens = Tensors.doubles(manager, 1, 2, 3, 4);
    TransformerBlock block = new TransformerBlock(ops, 4, 2, 6, true, 1e-6);
    checkLayer(block, block::forward, tokens);
    BlockOptions options = BlockOptions.PLAIN.swiGlu(true).layerScale(1);
    TransformerBlock gated = new TransformerBlock(ops, 4, 2, 6, options);
    NDArray bias = Tensors.doubles(manager, 3, 1, 2, 3, 3);
    checkLayer(gated, x -> gated.forward(x, bias), tokens);
    check(() -> gated.forward(tokens, bias), bias);
    TransformerEncoderLayer layer = new TransformerEncoderLayer(ops, 4, 2, 6);
    checkLayer(layer, layer::forward, tokens);
    NDArray image = Tensors.doubles(manager, 2, 2, 3, 4, 5);
    for (boolean training : new boolean[] {true, false}) {
      BatchNorm2d norm = new BatchNorm2d(ops, 3);
      norm.setTraining(training);
      checkLayer(norm, norm::forward, image);
      for (Activation activation : Activation.values()) {
        ConvNormAct conv = new ConvNormAct(ops, 3, 4, 3, false, activation, "conv", "bn");
        conv.setTraining(training);
        checkLayer(conv, conv::forward, image);
      }
    }
  }

  private void checkLayer(Module layer, Function<NDArray, NDArray> forward, NDArray input) {
    List<NDArray> arrays = new ArrayList<>(List.of(input));
    layer
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.dataType() == DataType.FLOAT32) {
                NDArray values =
                    Tensors.doubles(manager, name.hashCode(), tensor.shape().getShape());
                tensor.set(name.endsWith("running_var") ? values.abs().add(1) : values);
                if (!tensor.isBuffer()) {
                  arrays.add(tensor.array());
                }
              } else {
                tensor.set(manager.zeros(tensor.shape(), tensor.dataType()));
              }
            });
    check(() -> forward.apply(input), arrays.toArray(NDArray[]::new));
  }

  /** Compares the gradients of a random projection of an operator's output. */
  private void check(Supplier<NDArray> operator, NDArray... inputs) {
    NDArray projection = Tensors.doubles(manager, 99, operator.get().getShape().getShape());
    for (NDArray input : inputs) {
      input.setRequiresGradient(true);
      input.getGradient().subi(input.getGradient());
    }
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      gradients.backward(operator.get().mul(projection).sum());
    }
    for (NDArray input : inputs) {
      double[] exact = input.getGradient().toDoubleArray();
      input.setRequiresGradient(false);
      double[] values = input.toDoubleArray();
      for (int i = 0; i < values.length; i += 1 + values.length / 15) {
        double slope =
            (shifted(operator, projection, input, values, i, STEP)
                    - shifted(operator, projection, input, values, i, -STEP))
                / (2 * STEP);
        assertThat(Math.abs(exact[i] - slope))
            .as("gradient %s, by differences %s", exact[i], slope)
            .isLessThan(1e-7 * (1 + Math.abs(slope)));
      }
    }
  }

  private static double shifted(
      Supplier<NDArray> operator,
      NDArray projection,
      NDArray input,
      double[] values,
      int at,
      double by) {
    double[] moved = values.clone();
    moved[at] += by;
    input.set(moved);
    double result = operator.get().mul(projection).sum().getDouble();
    input.set(values);
    return result;
  }
}
