package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Objects;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatchEmbed3dTest {
  private static final int BANDS = 2;
  private static final int WIDTH = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isItsDefinitionForTubeletsOfTwoFrames() {
    PatchEmbed3d embed = new PatchEmbed3d(ops, BANDS, WIDTH, 2, 2);
    Tensors.randomize(embed.tensors(), manager, 1);
    int frames = 4;
    int rows = 4;
    int columns = 6;
    NDArray images = Tensors.floats(manager, 2, 1, BANDS, frames, rows, columns);
    NDArray tokens = embed.forward(images);
    assertThat(tokens.getShape()).isEqualTo(new Shape(1, 2 * 2 * 3, WIDTH));
    float[] x = images.toFloatArray();
    float[] weight = values(embed, "proj.weight");
    float[] bias = values(embed, "proj.bias");
    float[] got = tokens.toFloatArray();
    int[][] places = {{0, 0, 0}, {0, 1, 2}, {1, 0, 1}, {1, 1, 0}};
    for (int[] place : places) {
      int token = (place[0] * 2 + place[1]) * 3 + place[2];
      for (int d = 0; d < WIDTH; d++) {
        double sum = bias[d];
        int w = d * BANDS * 8;
        for (int band = 0; band < BANDS; band++) {
          for (int tap = 0; tap < 8; tap++) {
            int frame = place[0] * 2 + tap / 4;
            int row = place[1] * 2 + tap / 2 % 2;
            int column = place[2] * 2 + tap % 2;
            sum += weight[w++] * x[((band * frames + frame) * rows + row) * columns + column];
          }
        }
        assertThat((double) got[token * WIDTH + d]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void oneFrameIsAnOrdinaryPatchEmbedding() {
    PatchEmbed3d series = new PatchEmbed3d(ops, BANDS, WIDTH, 1, 4);
    PatchEmbed flat = new PatchEmbed(ops, BANDS, WIDTH, 4);
    Tensors.randomize(series.tensors(), manager, 1);
    Weights.initialize(flat.tensors(), manager, 0);
    for (String name : new String[] {"proj.weight", "proj.bias"}) {
      Objects.requireNonNull(flat.tensors().get(name)).array().set(values(series, name));
    }
    NDArray images = Tensors.floats(manager, 2, 2, BANDS, 1, 8, 12);
    assertThat(series.forward(images).toFloatArray())
        .containsExactly(flat.forward(images.squeeze(2)).toFloatArray(), within(1e-5f));
  }

  @Test
  void startsAsXavierUniformOfTheLinearLayerItIs() {
    PatchEmbed3d embed = new PatchEmbed3d(ops, 6, 32, 1, 16);
    Weights.initialize(embed.tensors(), manager, 0);
    double bound = Math.sqrt(6.0 / (32 + 6 * 256));
    float largest = 0;
    for (float value : values(embed, "proj.weight")) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat((double) largest).isBetween(0.99 * bound, bound);
  }

  private static float[] values(Module module, String name) {
    return Objects.requireNonNull(module.tensors().get(name)).array().toFloatArray();
  }
}
