package org.eobench.encoders.ssl4eo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OffsetResamplingTest {
  @Test
  void aSplineGoesThroughItsPointsAndIsExactForCubics() {
    double[] x = {-4.5, -2.2, -1, 0, 1, 2.2, 4.5};
    double[] values = Arrays.stream(x).map(OffsetResamplingTest::cubic).toArray();
    double[][] spline = OffsetResampling.spline(x, 9);
    for (int i = 0; i < 9; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += spline[i][j] * values[j];
      }
      assertThat(sum).isEqualTo(cubic(i - 4), within(1e-9));
    }
  }

  private static double cubic(double x) {
    return ((0.3 * x - 1) * x + 2) * x - 5;
  }

  @Test
  void nearOffsetsStayAndTheFarthestReachesTheFarthest() {
    double[] places = OffsetResampling.places(7, 13);
    assertThat(places[3]).isZero();
    assertThat(places[4]).isEqualTo(1);
    assertThat(places[2]).isEqualTo(-1);
    assertThat(places[6]).isEqualTo(1 + (places[5] - 1) + Math.pow(places[5] - 1, 2), within(1e-9));
    // Three steps of ratio 1.5 at most add up to less than six.
    assertThat(places[6]).isEqualTo(1 + 1.5 + 2.25, within(1e-4));
    assertThat(OffsetResampling.places(27, 31)[26]).isEqualTo(15, within(1e-3));
  }

  @Test
  void fitsTheOffsetsAndKeepsThePairsWithTheClassToken() {
    float[] table = new float[(49 + 3) * 2];
    for (int i = 0; i < 49; i++) {
      // Symmetric in rows and columns, so that the middle of the new table is that of the old.
      table[2 * i] = (float) (Math.abs(i / 7 - 3) + Math.abs(i % 7 - 3));
      table[2 * i + 1] = -1;
    }
    for (int i = 0; i < 6; i++) {
      table[98 + i] = 10 + i;
    }
    float[] fitted =
        Objects.requireNonNull(
            OffsetResampling.of("t").apply("t", table, new long[] {52, 2}, new long[] {84, 2}));
    assertThat(fitted).hasSize(84 * 2);
    assertThat(Arrays.copyOfRange(fitted, 162, 168)).containsExactly(10, 11, 12, 13, 14, 15);
    assertThat(fitted[2 * 40]).isEqualTo(0, within(1e-6f));
    for (int i = 0; i < 81; i++) {
      assertThat(fitted[2 * i + 1]).isEqualTo(-1, within(1e-6f));
      assertThat(fitted[2 * i]).isEqualTo(fitted[2 * (80 - i)], within(1e-5f));
    }
  }

  @Test
  void hasNoRuleForOtherTensorsAndShapes() {
    var rule = OffsetResampling.of("t");
    float[] table = new float[52 * 2];
    assertThat(rule.apply("u", table, new long[] {52, 2}, new long[] {84, 2})).isNull();
    assertThat(rule.apply("t", table, new long[] {52, 2}, new long[] {84, 3})).isNull();
    assertThat(rule.apply("t", table, new long[] {52, 2}, new long[] {83, 2})).isNull();
    assertThat(rule.apply("t", new float[24], new long[] {12, 2}, new long[] {84, 2})).isNull();
  }
}
