package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScaledSinCosTest {
  @Test
  void atOneMetreItIsTheTableOfMaskedAutoencoders() {
    assertThat(ScaledSinCos.table(16, 3, 5, 1f, true))
        .containsExactly(PositionEmbedding.sinCos2d(16, 3, 5, true), within(1e-6f));
  }

  @Test
  void oneStepOfTwoMetresIsTwoStepsOfOne() {
    float[] coarse = ScaledSinCos.table(8, 2, 2, 2f, false);
    float[] fine = ScaledSinCos.table(8, 3, 3, 1f, false);
    float[] corner = Arrays.copyOfRange(coarse, 3 * 8, 4 * 8);
    assertThat(corner).containsExactly(Arrays.copyOfRange(fine, 8 * 8, 9 * 8));
  }

  @Test
  void theFirstHalfIsTheColumn() {
    float[] table = ScaledSinCos.table(4, 1, 2, 0.5f, false);
    assertThat(Arrays.copyOfRange(table, 4, 8))
        .containsExactly(
            new float[] {(float) Math.sin(0.5), (float) Math.cos(0.5), 0f, 1f}, within(1e-7f));
  }
}
