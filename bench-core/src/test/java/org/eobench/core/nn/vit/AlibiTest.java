package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.eobench.core.nn.ModelSize;
import org.junit.jupiter.api.Test;

class AlibiTest {
  @Test
  void sixteenHeadsHaveSlopesFromOneOverRootTwoDownByThatFactor() {
    double[] slopes = Alibi.slopes(16);
    assertThat(slopes[0]).isCloseTo(0.7071, within(1e-4));
    assertThat(slopes[1]).isCloseTo(0.5, within(1e-12));
    assertThat(slopes[15]).isCloseTo(0.00390625, within(1e-12));
    for (int i = 1; i < 16; i++) {
      assertThat(slopes[i] / slopes[i - 1]).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }
  }

  @Test
  void headsThatAreNoPowerOfTwoTakeEverySecondSlopeOfTheNextPower() {
    assertThat(Alibi.slopes(6))
        .containsExactly(
            new double[] {1 / 4.0, 1 / 16.0, 1 / 64.0, 1 / 256.0, 1 / 2.0, 1 / 8.0}, within(1e-12));
  }

  @Test
  void lowersAScoreBySlopeTimesEuclideanDistance() {
    float[] table = Alibi.table(2, 2, 3);
    assertThat(table).hasSize(2 * 6 * 6);
    int corner = 0;
    int opposite = 5; // one row down, two columns across
    double distance = Math.sqrt(5);
    assertThat(table[corner * 6 + opposite]).isCloseTo((float) (-distance / 16), within(1e-6f));
    assertThat(table[36 + corner * 6 + opposite])
        .isCloseTo((float) (-distance / 256), within(1e-6f));
    assertThat(table[opposite * 6 + corner]).isEqualTo(table[corner * 6 + opposite]);
    assertThat(table[4 * 6 + 4]).isZero();
  }

  @Test
  void twoPatchesAreAsFarApartInEveryGrid() {
    float[] small = Alibi.table(1, 2, 2);
    float[] large = Alibi.table(1, 5, 7);
    int down = 7; // the patch below the first in a grid of seven columns
    assertThat(large[down]).isEqualTo(small[2]);
    assertThat(large[down + 1]).isEqualTo(small[3]);
  }

  @Test
  void makesTheTableOfCromaAt512Pixels() {
    assertThat(ModelSize.values(16, 64, 64, 64, 64)).isEqualTo(1 << 28);
  }

  @Test
  void refusesATableThatNoArrayHolds() {
    assertThatThrownBy(() -> Alibi.table(16, 128, 128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(16, 128, 128, 128, 128)");
  }
}
