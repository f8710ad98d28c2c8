package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionOpsTest {
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void theWeightsTimesTheValuesAreTheAttention() {
    AttentionOps ops = new AttentionOps(manager, Precision.FP32);
    NDArray q = manager.randomNormal(new Shape(2, 3, 5, 4));
    NDArray k = manager.randomNormal(new Shape(2, 3, 7, 4));
    NDArray v = manager.randomNormal(new Shape(2, 3, 7, 4));
    List<NDArray> mixed = new ArrayList<>();
    NDArray weights =
        ops.lastAttention(() -> mixed.add(ops.scaledDotProductAttention(q, k, v))).orElseThrow();
    assertThat(weights.getShape()).isEqualTo(new Shape(2, 3, 5, 7));
    assertThat(weights.matMul(v).toFloatArray())
        .containsExactly(mixed.get(0).toFloatArray(), within(1e-5f));
    assertThat(mixed.get(0)).isEqualTo(ops.scaledDotProductAttention(q, k, v));
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void keepsThoseOfTheLastBlockWithItsBias(Precision precision) {
    AttentionOps ops = new AttentionOps(manager, precision);
    TransformerBlock first = new TransformerBlock(ops, 8, 2, 16, true, 1e-6);
    TransformerBlock last = new TransformerBlock(ops, 8, 2, 16, true, 1e-6);
    Weights.initialize(first.tensors(), manager, 1);
    Weights.initialize(last.tensors(), manager, 2);
    NDArray x = manager.randomNormal(new Shape(1, 6, 8));
    // Every query may see key 3 only.
    float[] bias = new float[2 * 6 * 6];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = i % 6 == 3 ? 0 : -1e4f;
    }
    NDArray masked = manager.create(bias, new Shape(1, 2, 6, 6));
    NDArray weights = ops.lastAttention(() -> last.forward(first.forward(x), masked)).orElseThrow();
    float[] rows = weights.toFloatArray();
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i]).isCloseTo(i % 6 == 3 ? 1 : 0, within(1e-6f));
    }
    NDArray unmasked = ops.lastAttention(() -> first.forward(last.forward(x))).orElseThrow();
    for (float sum : unmasked.sum(new int[] {3}).toFloatArray()) {
      assertThat(sum).isCloseTo(1f, within(1e-5f));
    }
    assertThat(unmasked.max().getFloat()).isLessThan(0.9f);
  }

  @Test
  void aComputationWithoutAttentionHasNoWeights() {
    AttentionOps ops = new AttentionOps(manager, Precision.FP32);
    NDArray x = manager.randomNormal(new Shape(2, 3));
    assertThat(ops.lastAttention(() -> ops.relu(x))).isEmpty();
  }
}
