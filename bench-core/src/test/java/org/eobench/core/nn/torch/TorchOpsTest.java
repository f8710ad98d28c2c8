package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.vit.Attention;
import org.eobench.core.nn.vit.Mlp;
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.nn.vit.TransformerEncoderLayer;
import org.eobench.core.testing.Tensors;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchOpsTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void scriptThatDoesNotCompileIsAnExceptionThatShowsIt() {
    NDArray x = manager.ones(new Shape(2));
    assertThatThrownBy(() -> ops.call("def forward(self, x):\n  return torch.nosuch(x)\n", x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("torch.nosuch(x)")
        .cause()
        .hasMessageContaining("Unknown builtin op: aten::nosuch");
  }

  @Test
  void operatorThatRefusesItsArgumentsIsAnException() {
    NDArray x = manager.ones(new Shape(2, 3));
    NDArray w = manager.ones(new Shape(5, 4));
    assertThatThrownBy(() -> ops.linear(x, w, null))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("2x3 and 4x5");
    assertThat(x.sum().getFloat()).isEqualTo(6);
  }

  @Test
  void resultBelongsToTheManagerOfTheFirstArray() {
    NDArray w = manager.ones(new Shape(4, 3));
    NDArray result;
    try (NDManager step = manager.newSubManager()) {
      result = ops.linear(step.ones(new Shape(2, 3)), w, null);
      assertThat(result.getManager()).isSameAs(step);
    }
    assertThat(result.isReleased()).isTrue();
    assertThat(w.isReleased()).isFalse();
  }

  @Test
  void whatIsMadeForOneCallDiesWithItAndPassesGradientsOn() {
    NDArray w = manager.ones(new Shape(4, 3));
    w.setRequiresGradient(true);
    NDArray doubled;
    try (NDManager step = manager.newSubManager();
        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      doubled = ops.madeForOneCall("def forward(self, x):\n  return x * 2\n", w);
      NDArray y = ops.linear(step.ones(new Shape(2, 3)), doubled, null);
      assertThat(doubled.isReleased()).isTrue();
      gradients.backward(y.sum());
    }
    assertThat(w.isReleased()).isFalse();
    assertThat(w.getGradient().toFloatArray()).containsOnly(4);
  }

  @Test
  void borrowedParameterDiesWithItsBorrowerAndGetsGradients() {
    NDArray w = manager.create(new float[] {1, 2, 3});
    w.setRequiresGradient(true);
    NDArray view;
    try (NDManager step = manager.newSubManager();
        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      view = ops.borrow(w, step);
      gradients.backward(view.mul(view).sum());
    }
    assertThat(view.isReleased()).isTrue();
    assertThat(w.getGradient().toFloatArray()).containsExactly(2, 4, 6);
  }

  @Test
  void fiftyForwardsLeaveNothingBehind() {
    TransformerBlock block = new TransformerBlock(ops, 8, 2, 16, true, 1e-6);
    ConvNormAct conv = new ConvNormAct(ops, 3, 4, 3, true, Activation.RELU, "conv", "bn");
    conv.setTraining(true);
    Weights.initialize(block.tensors(), manager, 1);
    Weights.initialize(conv.tensors(), manager, 1);
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 50; i++) {
      try (NDManager step = manager.newSubManager();
          GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray tokens = block.forward(step.ones(new Shape(2, 5, 8)));
        NDArray maps = conv.forward(step.ones(new Shape(2, 3, 6, 6)));
        gradients.backward(tokens.sum().add(maps.sum()));
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void sameSeedGivesTheSameDropout() {
    NDArray x = manager.ones(new Shape(64));
    ops.seed(7);
    float[] first = ops.dropout(x, 0.5).toFloatArray();
    float[] second = ops.dropout(x, 0.5).toFloatArray();
    ops.seed(7 + (1L << 40));
    float[] next = ops.dropout(x, 0.5).toFloatArray();
    ops.seed(7);
    assertThat(ops.dropout(x, 0.5).toFloatArray())
        .isEqualTo(first)
        .isNotEqualTo(second)
        .isNotEqualTo(next)
        .containsOnly(0f, 2f);
  }

  @Test
  void dropoutKeepsTheMeanAndDropsWholeMapsOnRequest() {
    ops.seed(1);
    NDArray values = ops.dropout(manager.ones(new Shape(100_000)), 0.1);
    assertThat(values.mean().getFloat()).isCloseTo(1, within(0.01f));
    float[] maps = ops.dropout2d(manager.ones(new Shape(50, 40, 2, 3)), 0.1).toFloatArray();
    int dropped = 0;
    for (int map = 0; map < 2000; map++) {
      float[] one = Arrays.copyOfRange(maps, map * 6, map * 6 + 6);
      assertThat(one).containsOnly(one[0]);
      dropped += one[0] == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(150, 250);
  }

  @Test
  void namesOfArraysDoNotMatter() {
    NDArray x = manager.ones(new Shape(2));
    x.setName("blocks.0.weight");
    assertThat(ops.relu(x)).isEqualTo(x);
  }

  @Test
  void updateChangesTensorsInPlaceThoughTheyNeedGradients() {
    NDArray w = manager.create(new float[] {1, 2});
    w.setRequiresGradient(true);
    String script =
        """
        def forward(self, p: List[Tensor], rate: float):
          for t in p:
            torch.sub_(t, torch.ones_like(t), alpha=rate)
          return p
        """;
    ops.update(script, List.of(List.of(w)), 0.25);
    assertThat(w.toFloatArray()).containsExactly(0.75f, 1.75f);
    assertThat(w.hasGradient()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyOperatorReturnsFloat32(Precision precision) {
    TorchOps all = new TorchOps(manager, precision);
    NDArray image = Tensors.floats(manager, 1, 2, 4, 6, 6);
    NDArray tokens = Tensors.floats(manager, 2, 2, 5, 8);
    NDArray heads = Tensors.floats(manager, 3, 2, 2, 5, 4);
    NDArray target = manager.zeros(new Shape(2, 6, 6), DataType.INT64);
    NDArray square = Tensors.floats(manager, 4, 8, 8);
    NDArray kernel = Tensors.floats(manager, 5, 4, 4, 3, 3);
    NDArray four = Tensors.floats(manager, 6, 4);
    NDArray eight = Tensors.floats(manager, 7, 8);
    assertThat(
            new NDArray[] {
              all.linear(tokens, square, eight),
              all.linear(tokens, square, null),
              all.conv2d(image, kernel, four, ConvOptions.DEFAULT),
              all.conv2d(image, kernel, null, ConvOptions.DEFAULT.padding(2).dilation(2)),
              all.convTranspose2d(image, kernel, four, 2),
              all.layerNorm(tokens, eight, eight, 1e-6),
              all.gelu(tokens),
              all.relu(tokens),
              all.softmax(tokens, -1),
              all.maxPool2d(image, 2, 2),
              all.adaptiveAvgPool2d(image, 3, 2),
              all.interpolate(image, 9, 11, Interpolation.NEAREST),
              all.interpolate(image, 9, 11, Interpolation.BILINEAR),
              all.interpolate(image, 9, 11, Interpolation.BICUBIC),
              all.interpolate(image, 3, 4, Interpolation.BILINEAR_ANTIALIASED),
              all.interpolate(image, 3, 4, Interpolation.BICUBIC_ANTIALIASED),
              all.pixelShuffle(image, 2),
              all.dropout(tokens, 0.1),
              all.dropout2d(image, 0.1),
              all.scaledDotProductAttention(heads, heads, heads),
              all.crossEntropy(image, target, four, -1),
              all.mapToTokens(image),
              all.tokensToMap(tokens, 5, 1),
            })
        .allSatisfy(
            array -> {
              assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
              assertThat(array.isNaN().any().getBoolean()).isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyLayerKeepsItsShapeContract(Precision precision) {
    TorchOps all = new TorchOps(manager, precision);
    NDArray image = Tensors.floats(manager, 1, 2, 4, 8, 8);
    NDArray tokens = Tensors.floats(manager, 2, 2, 5, 8);
    assertThat(run(new Linear(all, 8, 3, true), layer -> layer.forward(tokens)))
        .isEqualTo("(2, 5, 3)");
    assertThat(run(new LayerNorm(all, 8, 1e-6), layer -> layer.forward(tokens)))
        .isEqualTo("(2, 5, 8)");
    assertThat(run(new Attention(all, 8, 2, false), layer -> layer.forward(tokens)))
        .isEqualTo("(2, 5, 8)");
    assertThat(run(new Mlp(all, 8, 32), layer -> layer.forward(tokens))).isEqualTo("(2, 5, 8)");
    assertThat(run(new TransformerBlock(all, 8, 2, 32, true, 1e-6), layer -> layer.forward(tokens)))
        .isEqualTo("(2, 5, 8)");
    assertThat(
            run(new TransformerBlock(all, 8, 2, 32, false, 1e-6), layer -> layer.forward(tokens)))
        .isEqualTo("(2, 5, 8)");
    assertThat(
            run(new TransformerEncoderLayer(all, 8, 4, 32), layer -> layer.forward(tokens.get(0))))
        .isEqualTo("(5, 8)");
    assertThat(run(new PatchEmbed(all, 4, 16, 4), layer -> layer.forward(image)))
        .isEqualTo("(2, 4, 16)");
    assertThat(run(new Conv2d(all, 4, 6, 3, true), layer -> layer.forward(image)))
        .isEqualTo("(2, 6, 8, 8)");
    assertThat(run(new ConvTranspose2d(all, 4, 6, 2, 2), layer -> layer.forward(image)))
        .isEqualTo("(2, 6, 16, 16)");
    assertThat(run(new BatchNorm2d(all, 4), layer -> layer.forward(image)))
        .isEqualTo("(2, 4, 8, 8)");
    assertThat(
            run(
                new ConvNormAct(all, 4, 6, 3, false, Activation.GELU, "0", "1"),
                layer -> layer.forward(image)))
        .isEqualTo("(2, 6, 8, 8)");
    assertThat(run(Dropout.ofMaps(all, 0.1), layer -> layer.forward(image)))
        .isEqualTo("(2, 4, 8, 8)");
  }

  private <M extends Module> String run(M layer, java.util.function.Function<M, NDArray> forward) {
    Weights.initialize(layer.tensors(), manager, 3);
    layer.setTraining(true);
    NDArray result = forward.apply(layer);
    assertThat(result.getDataType()).isEqualTo(DataType.FLOAT32);
    return result.getShape().toString();
  }
}
