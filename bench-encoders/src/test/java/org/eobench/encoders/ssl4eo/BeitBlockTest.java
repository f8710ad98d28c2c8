package org.eobench.encoders.ssl4eo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeitBlockTest {
  private static final Offset<Float> CLOSE = within(1e-5f);
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void theIndexOfATwoByTwoGridIsTheOneDoneByHand() {
    // Offsets (down, across) from -1 to 1 take rows 0..8; 9, 10 and 11 are class token to patch,
    // patch to class token and class token to itself.
    assertThat(RelativePositionBias.index(2))
        .containsExactly(
            11, 9, 9, 9, 9, //
            10, 4, 3, 1, 0, //
            10, 5, 4, 2, 1, //
            10, 7, 6, 4, 3, //
            10, 8, 7, 5, 4);
  }

  @Test
  void aBiasIsTheTablesRowOfThePair() {
    var positions = new RelativePositionBias(trial.ops(), 2, 2);
    Parameter table = tensor(positions.tensors(), "relative_position_bias_table");
    assertThat(table.shape()).isEqualTo(new Shape(12, 2));
    float[] rows = new float[24];
    for (int i = 0; i < 24; i++) {
      rows[i] = i;
    }
    table.set(trial.manager().create(rows, table.shape()));
    NDArray bias = positions.forward(trial.manager());
    assertThat(bias.getShape()).isEqualTo(new Shape(1, 2, 5, 5));
    float[] values = bias.toFloatArray();
    assertThat(values[0]).isEqualTo(22);
    assertThat(values[25]).as("second head").isEqualTo(23);
    assertThat(values[2 * 5 + 1]).as("second patch asks the first").isEqualTo(10);
    assertThat(values[5 + 2]).as("first patch asks the second").isEqualTo(6);
  }

  @Test
  void aTokenThatMayOnlySeeOneOtherTakesItsValue() {
    BeitBlock block = new BeitBlock(trial.ops(), 2, 1, 4, 0.5);
    Map<String, Parameter> tensors = block.tensors();
    Weights.initialize(tensors, trial.manager(), 1);
    set(tensors, "attn.qkv.weight", 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1);
    set(tensors, "attn.v_bias", 0.25f, -0.5f);
    set(tensors, "attn.proj.weight", 1, 0, 0, 1);
    set(tensors, "gamma_2", 0, 0);
    // The norm of (a, b) is (±1, ∓1), but for eps.
    NDArray x = trial.manager().create(new float[] {3, 1, 2, 8}, new Shape(1, 2, 2));
    float no = -1e9f;
    NDArray bias = trial.manager().create(new float[] {no, 0, 0, no}, new Shape(1, 1, 2, 2));
    float[] expected = {
      3 + 0.5f * (-1 + 0.25f), 1 + 0.5f * (1 - 0.5f), 2 + 0.5f * (1 + 0.25f), 8 + 0.5f * (-1 - 0.5f)
    };
    assertThat(block.forward(x, bias).toFloatArray()).containsExactly(expected, CLOSE);
  }

  @Test
  void theQueryBiasMovesAttention() {
    BeitBlock block = new BeitBlock(trial.ops(), 2, 1, 4, 0.5);
    Weights.initialize(block.tensors(), trial.manager(), 1);
    set(block.tensors(), "attn.qkv.weight", 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1);
    NDArray x = trial.manager().create(new float[] {3, 1, 2, 8}, new Shape(1, 2, 2));
    NDArray none = trial.manager().zeros(new Shape(1, 1, 2, 2));
    float[] without = block.forward(x, none).toFloatArray();
    set(block.tensors(), "attn.q_bias", 1, -1);
    assertThat(Arrays.equals(block.forward(x, none).toFloatArray(), without)).isFalse();
  }

  private void set(Map<String, Parameter> tensors, String name, float... values) {
    Parameter tensor = tensor(tensors, name);
    tensor.set(trial.manager().create(values, tensor.shape()));
  }

  private static Parameter tensor(Map<String, Parameter> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
