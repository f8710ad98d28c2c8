package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final NDArray patches = array(new Shape(2, 2, 1), 1, 2, 3, 4);
  private final NDArray first = array(new Shape(1, 1, 1), 9);

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray array(Shape shape, float... values) {
    return manager.create(values, shape);
  }

  @Test
  void theClassTokenComesFirstInEverySample() {
    NDArray tokens = Tokens.withFirst(ops, patches, first);
    assertThat(tokens.getShape()).isEqualTo(new Shape(2, 3, 1));
    assertThat(tokens.toFloatArray()).containsExactly(9, 1, 2, 9, 3, 4);
  }

  @Test
  void positionsHoldForAllSamplesOrForEach() {
    NDArray shared = array(new Shape(1, 3, 1), 10, 20, 30);
    assertThat(Tokens.withPositions(ops, patches, first, shared).toFloatArray())
        .containsExactly(19, 21, 32, 19, 23, 34);
    NDArray own = array(new Shape(2, 3, 1), 10, 20, 30, 40, 50, 60);
    assertThat(Tokens.withPositions(ops, patches, first, own).toFloatArray())
        .containsExactly(19, 21, 32, 49, 53, 64);
  }

  @Test
  void aMaskedPatchBecomesTheToken() {
    NDArray masked = manager.create(new boolean[] {false, true, false, false}, new Shape(2, 2));
    assertThat(Tokens.masked(ops, patches, masked, array(new Shape(1, 1), 7)).toFloatArray())
        .containsExactly(1, 7, 3, 4);
  }

  @Test
  void keepsTheFirstTokenAndTheChosenPatches() {
    NDArray tokens = Tokens.withFirst(ops, patches, first);
    NDArray kept = manager.create(new long[] {1, 0}, new Shape(2, 1));
    assertThat(Tokens.kept(ops, tokens, kept).toFloatArray()).containsExactly(9, 2, 9, 3);
  }
}
