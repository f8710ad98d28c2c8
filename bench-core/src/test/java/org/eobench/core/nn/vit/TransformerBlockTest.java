package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransformerBlockTest {
  private static final int SAMPLES = 300;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final TransformerBlock block =
      new TransformerBlock(ops, 8, 2, 16, BlockOptions.PLAIN.layerScale(0.5));

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void dropsBothBranchesOfASampleInTrainingOnly() {
    Weights.initialize(block.tensors(), manager, 3);
    NDArray x = manager.randomNormal(new Shape(1, 3, 8)).repeat(0, SAMPLES);
    float[] plain = block.forward(x).toFloatArray();
    block.setDropPath(0.3);
    assertThat(block.forward(x).toFloatArray()).isEqualTo(plain);
    block.setTraining(true);
    ops.seed(1);
    NDArray dropped = block.forward(x);
    NDArray change = dropped.sub(x).abs().sum(new int[] {1, 2});
    int both = 0;
    for (float value : change.toFloatArray()) {
      both += value == 0 ? 1 : 0;
    }
    assertThat(both).as("27 expected, standard deviation 5").isBetween(8, 46);
    block.setDropPath(0);
    assertThat(block.forward(x).toFloatArray()).isEqualTo(plain);
  }

  @Test
  void refusesARateThatIsNoProbability() {
    assertThatThrownBy(() -> block.setDropPath(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0, 1)");
  }
}
