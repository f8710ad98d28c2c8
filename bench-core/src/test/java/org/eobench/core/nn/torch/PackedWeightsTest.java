package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frozen weights of linear layers are packed where no gradients are due, and only there. */
class PackedWeightsTest {
  private static final String IS_PACKED =
      """
      def forward(self, x, w):
        if w.is_mkldnn:
          y = torch.ones_like(x)
        else:
          y = torch.zeros_like(x)
        return y
      """;

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops = TorchOps.withHalfUnits(manager, Precision.BF16);

  @BeforeEach
  void requireOneDnn() {
    assumeThat(PackedWeights.pay(manager)).as("libtorch has products of packed weights").isTrue();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrozenBlockGivesTheValuesOfOneThatTrains(boolean gated) {
    TransformerBlock block =
        new TransformerBlock(ops, 64, 4, 96, BlockOptions.PLAIN.qkvBias(true).swiGlu(gated));
    Tensors.randomize(block.tensors(), manager, 3);
    NDArray x = Tensors.floats(manager, 1, 2, 37, 64);
    block.setTrainable(true);
    NDArray wanted = block.forward(x);
    block.setTrainable(false);
    NDArray found = block.forward(x);
    float size = wanted.abs().max().getFloat();
    assertThat(found.sub(wanted).abs().max().getFloat() / size).isLessThan(0.02f);
    assertThat(block.forward(x).toFloatArray()).isEqualTo(found.toFloatArray());
  }

  @Test
  void aWeightIsPackedOnceIfItIsFrozenAndWide() {
    Linear wide = linear(64, 96);
    wide.setTrainable(false);
    assertThat(isPacked(wide.dense())).isTrue();
    assertThat(wide.dense()).isSameAs(wide.dense());
    assertThat(isPacked(wide.weight())).isFalse();
    wide.setTrainable(true);
    assertThat(isPacked(wide.dense())).isFalse();
    Linear narrow = linear(64, 48);
    narrow.setTrainable(false);
    assertThat(isPacked(narrow.dense())).isFalse();
  }

  private Linear linear(int in, int out) {
    Linear layer = new Linear(ops, in, out, true);
    Tensors.randomize(layer.tensors(), manager, 3);
    return layer;
  }

  private boolean isPacked(NDArray weight) {
    return ops.call(IS_PACKED, manager.ones(new Shape(1)), weight).getFloat() == 1;
  }

  @Test
  void gradientsReachWhatLiesBeforeAndBesideAFrozenWeight() {
    TransformerBlock block = new TransformerBlock(ops, 64, 4, 96, true, 1e-6);
    Tensors.randomize(block.tensors(), manager, 3);
    block.setTrainable(true);
    float[][] wanted = gradients(block);
    block.setTrainable(false);
    assertThat(gradients(block)[0]).as("of the input").isEqualTo(wanted[0]);

    bias(block).setTrainable(true);
    assertThat(gradients(block)[1]).as("of a bias").isEqualTo(wanted[1]);
  }

  /** Those of the input and of a bias; the latter is empty if it is frozen. */
  private float[][] gradients(TransformerBlock block) {
    NDArray x = Tensors.floats(manager, 1, 2, 5, 64);
    x.setRequiresGradient(true);
    Parameter bias = bias(block);
    try (GradientCollector tape = manager.getEngine().newGradientCollector()) {
      NDArray y = block.forward(x);
      tape.backward(y.mul(y).sum());
    }
    float[] ofBias = bias.trainable() ? bias.array().getGradient().toFloatArray() : new float[0];
    if (bias.trainable()) {
      bias.array().getGradient().muli(0);
    }
    return new float[][] {x.getGradient().toFloatArray(), ofBias};
  }

  private static Parameter bias(TransformerBlock block) {
    Map<String, Parameter> tensors = block.tensors();
    return Objects.requireNonNull(tensors.get("mlp.fc1.bias"));
  }

  @Test
  void productsAreCountedAsThoseOfPlainWeights() {
    CountingOps counting = new CountingOps(manager, Precision.BF16);
    Linear layer = new Linear(counting, 64, 96, false);
    Tensors.randomize(layer.tensors(), manager, 3);
    layer.setTrainable(false);
    NDArray x = Tensors.floats(manager, 1, 7, 64);
    String script = "def forward(self, x, w):\n  return self.full(self.dense(x, w, None))\n";
    NDArray found = counting.call(script, x, layer.dense());
    assertThat(counting.multiplications()).isEqualTo(7 * 64 * 96);
    assertThat(found.getShape()).isEqualTo(new Shape(7, 96));
  }
}
