package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two halves of a pre-norm block, in double, against the block and against matrices. */
class PreNormPartsTest {
  private static final int TOKENS = 3;
  private static final int WIDTH = 6;
  private static final Offset<Double> EXACT = within(1e-10);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void oneAfterTheOtherTheyAreATransformerBlock() {
    TransformerBlock block = new TransformerBlock(ops, WIDTH, 2, 12, false, 1e-5);
    block
        .tensors()
        .forEach(
            (name, tensor) ->
                tensor.set(Tensors.doubles(manager, name.hashCode(), tensor.shape().getShape())));
    PreNormAttention attention = new PreNormAttention(ops, WIDTH, 2, 3, "norm", true);
    share(block, attention, "norm.", "norm1.", "to_qkv.", "attn.qkv.", "to_out.", "attn.proj.");
    PreNormMlp mlp = new PreNormMlp(ops, WIDTH, 12, new PreNormMlp.Names("a", "b", "c"));
    share(block, mlp, "a.", "norm2.", "b.", "mlp.fc1.", "c.", "mlp.fc2.");
    NDArray x = Tensors.doubles(manager, 1, 2, TOKENS, WIDTH);
    assertThat(mlp.forward(attention.forward(x, null)).toDoubleArray())
        .containsExactly(block.forward(x).toDoubleArray(), EXACT);
  }

  @Test
  void thePositionBiasIsAddedToTheScores() {
    // One head of four features, other than the width: scores are q·kᵀ/2 + bias.
    PreNormAttention attention = new PreNormAttention(ops, WIDTH, 1, 4, "norm", false);
    attention
        .tensors()
        .forEach(
            (name, tensor) ->
                tensor.set(Tensors.doubles(manager, name.hashCode(), tensor.shape().getShape())));
    NDArray x = Tensors.doubles(manager, 2, 1, TOKENS, WIDTH);
    NDArray bias = Tensors.doubles(manager, 3, 1, 1, TOKENS, TOKENS);
    NDArray y =
        ops.layerNorm(x, of(attention, "norm.weight"), of(attention, "norm.bias"), 1e-5).squeeze(0);
    NDArray qkv = y.matMul(of(attention, "to_qkv.weight").transpose());
    NDArray scores = qkv.get(":, 0:4").matMul(qkv.get(":, 4:8").transpose()).div(2.0);
    NDArray shares = scores.add(bias.reshape(TOKENS, TOKENS)).softmax(1);
    NDArray out =
        shares.matMul(qkv.get(":, 8:12")).matMul(of(attention, "to_out.weight").transpose());
    assertThat(attention.forward(x, bias).toDoubleArray())
        .containsExactly(x.squeeze(0).add(out).toDoubleArray(), EXACT);
    assertThat(attention.forward(x, null).toDoubleArray())
        .isNotEqualTo(attention.forward(x, bias).toDoubleArray());
  }

  @Test
  void oneBiasServesEverySequenceOfABatchInLowPrecisionToo() {
    TorchOps low = new TorchOps(manager, Precision.BF16);
    PreNormAttention attention = new PreNormAttention(low, WIDTH, 2, 3, "norm", true);
    Weights.initialize(attention.tensors(), manager, 1);
    NDArray x = Tensors.floats(manager, 4, 2, TOKENS, WIDTH);
    NDArray bias = manager.create(Alibi.table(2, 1, TOKENS), new Shape(1, 2, TOKENS, TOKENS));
    float[] both = attention.forward(x, bias).get(1).toFloatArray();
    assertThat(attention.forward(x.get("1:2"), bias).toFloatArray()).containsExactly(both);
  }

  private static void share(Module from, Module to, String... names) {
    Map<String, Parameter> source = from.tensors();
    to.tensors()
        .forEach(
            (name, tensor) -> {
              String other = name;
              for (int i = 0; i < names.length; i += 2) {
                other = other.startsWith(names[i]) ? other.replace(names[i], names[i + 1]) : other;
              }
              tensor.set(Objects.requireNonNull(source.get(other), other).array());
            });
  }

  private static NDArray of(Module module, String name) {
    return Objects.requireNonNull(module.tensors().get(name)).array();
  }
}
