package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.PatchEmbed3d;
import org.eobench.core.nn.vit.PreNormAttention;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.nn.vit.TransformerEncoderLayer;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frozen weights are cast to bfloat16 once; every result keeps its bits. */
class HalfWeightsTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = TorchOps.withHalfUnits(manager, Precision.BF16);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aFrozenLayerGivesTheBitsOfOneThatCastsAtEveryCall() {
    Shape tokens = new Shape(2, 5, 8);
    Shape map = new Shape(2, 8, 6, 6);
    Linear linear = new Linear(ops, 8, 4, true);
    assertSame(linear, linear::forward, tokens);
    Conv2d conv = new Conv2d(ops, 8, 4, 3, true);
    assertSame(conv, conv::forward, map);
    ConvTranspose2d up = new ConvTranspose2d(ops, 8, 4, 2, 2);
    assertSame(up, up::forward, map);
    ConvNormAct norm = new ConvNormAct(ops, 8, 4, 3, true, Activation.RELU, "c", "n");
    assertSame(norm, norm::forward, map);
    assertSame(norm, x -> norm.mix(List.of(x)), map);
    PatchEmbed3d patches = new PatchEmbed3d(ops, 8, 4, 1, 2);
    assertSame(patches, patches::forward, new Shape(2, 8, 1, 6, 6));
    TransformerBlock block = new TransformerBlock(ops, 8, 2, 16, true, 1e-6);
    assertSame(block, block::forward, tokens);
    TransformerBlock gated =
        new TransformerBlock(ops, 8, 2, 16, BlockOptions.PLAIN.swiGlu(true).layerScale(0.5));
    assertSame(gated, gated::forward, tokens);
    PreNormAttention attention = new PreNormAttention(ops, 8, 2, 4, "norm", true);
    assertSame(attention, x -> attention.forward(x, null), tokens);
    TransformerEncoderLayer layer = new TransformerEncoderLayer(ops, 8, 2, 16);
    assertSame(layer, layer::forward, tokens);
  }

  @Test
  void aChangedWeightIsCastAnewAtEveryCall() {
    Linear layer = new Linear(ops, 8, 4, true);
    layer.adapt(2, 4);
    Tensors.randomize(layer.tensors(), manager, 3);
    layer.setTrainable(false);
    NDArray x = Tensors.floats(manager, 1, 2, 8);
    float[] before = layer.forward(x).toFloatArray();
    Objects.requireNonNull(layer.tensors().get("lora_B")).array().addi(1);
    assertThat(layer.forward(x).toFloatArray()).isNotEqualTo(before);
    assertThat(ops.matrix(layer.weight()).getDataType()).isEqualTo(DataType.FLOAT32);
  }

  private void assertSame(Module layer, UnaryOperator<NDArray> forward, Shape shape) {
    Tensors.randomize(layer.tensors(), manager, 3);
    String name = layer.getClass().getSimpleName();
    layer.setTrainable(true);
    float[][] trained = run(forward, shape);
    layer.setTrainable(false);
    float[][] first = run(forward, shape);
    float[][] again = run(forward, shape);
    assertThat(first).as(name).isDeepEqualTo(trained);
    assertThat(again).as(name).isDeepEqualTo(trained);
  }

  /** Result, and gradient of the input. */
  private float[][] run(UnaryOperator<NDArray> forward, Shape shape) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = Tensors.floats(scope, 1, shape.getShape());
      x.setRequiresGradient(true);
      NDArray y;
      try (GradientCollector tape = scope.getEngine().newGradientCollector()) {
        y = forward.apply(x);
        tape.backward(y.mul(y).sum());
      }
      return new float[][] {y.toFloatArray(), x.getGradient().toFloatArray()};
    }
  }

  @Test
  void isCastOnceUntilItIsReplaced() {
    Linear linear = new Linear(ops, 8, 4, false);
    Tensors.randomize(linear.tensors(), manager, 3);
    Parameter weight = weight(linear);
    linear.setTrainable(false);
    NDArray half = linear.weight();
    assertThat(half).isNotSameAs(weight.array());
    assertThat(linear.weight()).isSameAs(half);

    weight.set(manager.zeros(new Shape(4, 8)));
    NDArray other = linear.weight();
    assertThat(((PtNDArray) half).isReleased()).isTrue();
    assertThat(other).isNotSameAs(half);
    assertThat(linear.forward(manager.ones(new Shape(1, 8))).toFloatArray()).containsOnly(0);
  }

  @Test
  void followsAWeightThatTrainedInBetween() {
    Linear linear = new Linear(ops, 8, 4, false);
    Tensors.randomize(linear.tensors(), manager, 3);
    NDArray x = manager.ones(new Shape(1, 8));
    linear.setTrainable(false);
    NDArray half = linear.weight();

    linear.setTrainable(true);
    assertThat(linear.weight()).isSameAs(weight(linear).array());
    assertThat(((PtNDArray) half).isReleased()).isTrue();
    linear.setTrainable(false);
    weight(linear).array().muli(0);
    assertThat(linear.forward(x).toFloatArray()).containsOnly(0);
  }

  @Test
  void leavesIntermediateResultsAndFullPrecisionAlone() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray generated = scope.ones(new Shape(4, 8));
      assertThat(ops.matrix(generated)).isSameAs(generated);
      assertThat(ops.kernel(generated)).isSameAs(generated);
    }
    NDArray weight = manager.ones(new Shape(4, 8));
    TorchOps full = TorchOps.withHalfUnits(manager, Precision.FP32);
    assertThat(full.matrix(weight)).isSameAs(weight);
    assertThat(full.kernel(weight)).isSameAs(weight);
  }

  private static Parameter weight(Module layer) {
    Map<String, Parameter> tensors = layer.tensors();
    return Objects.requireNonNull(tensors.get("weight"));
  }
}
