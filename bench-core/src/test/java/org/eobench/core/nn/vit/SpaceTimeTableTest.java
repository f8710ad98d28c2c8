package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpaceTimeTableTest {
  private static final Offset<Float> CLOSE = within(1e-7f);

  @Test
  void columnRowAndFrameShareTheWidthSixSixFour() {
    float[] table = SpaceTimeTable.sinCos(16, 2, 2, 3);
    assertThat(table).hasSize((1 + 12) * 16);
    assertThat(Arrays.copyOf(table, 16)).as("class token").containsOnly(0f);
    int at = (1 + (1 * 2 + 1) * 3 + 2) * 16; // frame 1, row 1, column 2
    double second = Math.pow(10000, -1.0 / 3);
    assertThat(table[at]).isCloseTo((float) Math.sin(2), CLOSE);
    assertThat(table[at + 1]).isCloseTo((float) Math.sin(2 * second), CLOSE);
    assertThat(table[at + 3]).isCloseTo((float) Math.cos(2), CLOSE);
    assertThat(table[at + 6]).isCloseTo((float) Math.sin(1), CLOSE);
    assertThat(table[at + 9]).isCloseTo((float) Math.cos(1), CLOSE);
    assertThat(table[at + 12]).isCloseTo((float) Math.sin(1), CLOSE);
    assertThat(table[at + 13]).isCloseTo((float) Math.sin(0.01), CLOSE);
    assertThat(table[at + 14]).isCloseTo((float) Math.cos(1), CLOSE);
  }

  @Test
  void aTableForMoreFramesBeginsAsTheOneForFewer() {
    float[] one = SpaceTimeTable.sinCos(32, 1, 3, 4);
    float[] three = SpaceTimeTable.sinCos(32, 3, 3, 4);
    assertThat(Arrays.copyOf(three, one.length)).containsExactly(one);
  }

  @Test
  void refusesAWidthThatSixteenthsDoNotDivide() {
    assertThatThrownBy(() -> SpaceTimeTable.sinCos(24, 1, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24");
  }

  @Test
  void stretchingToTheSameGridChangesNothing() {
    float[] table = SpaceTimeTable.sinCos(16, 2, 5, 5);
    assertThat(SpaceTimeTable.stretch(table, 16, 2, 5, 5, 5)).containsExactly(table);
  }

  @Test
  void stretchingKeepsTheCornersOfEveryFrame() {
    float[] table = SpaceTimeTable.sinCos(16, 2, 4, 4);
    float[] larger = SpaceTimeTable.stretch(table, 16, 2, 4, 9, 6);
    assertThat(larger).hasSize((1 + 2 * 54) * 16);
    int[][] corners = {{1, 1}, {4, 6}, {13, 49}, {16, 54}, {17, 55}, {32, 108}};
    for (int[] corner : corners) {
      assertThat(row(larger, corner[1])).containsExactly(row(table, corner[0]), CLOSE);
    }
    assertThat(row(larger, 0)).containsExactly(row(table, 0), CLOSE);
  }

  @Test
  void aPositionHalfwayBetweenTwoPatchesIsMadeOfFour() {
    float[] table = new float[1 + 25];
    for (int line = 0; line < 5; line++) {
      table[1 + line * 5 + 2] = 1;
    }
    float[] finer = SpaceTimeTable.stretch(table, 1, 1, 5, 5, 9);
    // Places 0, 0.5, 1, … with the cubic kernel, a = -0.75: 0.59375 at 0.5 and -0.09375 at 1.5.
    float[] line = {0, -0.09375f, 0, 0.59375f, 1, 0.59375f, 0, -0.09375f, 0};
    assertThat(Arrays.copyOfRange(finer, 1, 10)).containsExactly(line, within(1e-6f));
  }

  private static float[] row(float[] table, int row) {
    return Arrays.copyOfRange(table, row * 16, (row + 1) * 16);
  }
}
