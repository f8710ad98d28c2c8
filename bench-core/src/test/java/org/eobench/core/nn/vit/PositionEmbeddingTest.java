package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PositionEmbeddingTest {
  @Test
  void oneDimensionalCodeIsTheSinesThenTheCosines() {
    float[] code = PositionEmbedding.sinCos1d(4, new float[] {2});
    assertThat(code[0]).isCloseTo((float) Math.sin(2), within(1e-7f));
    assertThat(code[1]).isCloseTo((float) Math.sin(0.02), within(1e-7f));
    assertThat(code[2]).isCloseTo((float) Math.cos(2), within(1e-7f));
    assertThat(code[3]).isCloseTo((float) Math.cos(0.02), within(1e-7f));
  }

  @Test
  void twoDimensionalTableEncodesTheColumnFirstAndLeavesTheClassTokenZero() {
    float[] table = PositionEmbedding.sinCos2d(8, 2, 3, true);
    assertThat(table).hasSize((1 + 6) * 8);
    assertThat(Arrays.copyOf(table, 8)).containsOnly(0f);
    int rowOneColumnTwo = (1 + 5) * 8;
    assertThat(table[rowOneColumnTwo]).isCloseTo((float) Math.sin(2), within(1e-7f));
    assertThat(table[rowOneColumnTwo + 4]).isCloseTo((float) Math.sin(1), within(1e-7f));
  }

  @Test
  void resamplingToTheSameGridChangesNothing() {
    float[] table = PositionEmbedding.sinCos2d(8, 5, 5, true);
    assertThat(PositionEmbedding.resample(table, 8, 1, 5, 5)).containsExactly(table);
  }

  @Test
  void resamplingKeepsTheClassTokenAndAConstantGrid() {
    float[] table = new float[(1 + 9) * 2];
    Arrays.fill(table, 3);
    table[0] = 7;
    table[1] = 8;
    float[] larger = PositionEmbedding.resample(table, 2, 1, 3, 8);
    assertThat(larger).hasSize((1 + 64) * 2).startsWith(7f, 8f);
    for (int i = 2; i < larger.length; i++) {
      assertThat(larger[i]).isCloseTo(3f, within(1e-5f));
    }
  }

  @Test
  void resamplingSpreadsAnImpulseByTheCubicKernelOfPyTorch() {
    float[] impulse = new float[49];
    for (int row = 0; row < 7; row++) {
      impulse[row * 7 + 3] = 1;
    }
    float[] finer = PositionEmbedding.resample(impulse, 1, 0, 7, 14);
    // Distances 0.25, 0.75, 1.25 and 1.75 from the impulse, kernel with a = -0.75.
    float[] kernel = {0.87890625f, 0.26171875f, -0.10546875f, -0.03515625f};
    for (int i = 0; i < kernel.length; i++) {
      assertThat(finer[7 * 14 + 7 + i]).isCloseTo(kernel[i], within(1e-6f));
      assertThat(finer[7 * 14 + 6 - i]).isCloseTo(kernel[i], within(1e-6f));
    }
  }
}
