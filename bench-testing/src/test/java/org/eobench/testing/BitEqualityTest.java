package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BitEqualityTest {
  @Test
  void findsTheFirstValueThatDiffersInOneBit() {
    List<float[]> wanted = List.of(new float[] {1}, new float[] {1, 0, Float.NaN});
    assertThatCode(
            () ->
                BitEquality.assertEqual(
                    List.of(new float[] {1}, new float[] {1, 0, Float.NaN}), wanted))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                BitEquality.assertEqual(
                    List.of(new float[] {1}, new float[] {1, -0f, Float.NaN}), wanted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("array 1");
    assertThatThrownBy(() -> BitEquality.assertEqual(List.of(new float[] {1}), wanted))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> BitEquality.assertEqual(List.of(new float[] {1}, new float[] {1, 0}), wanted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("array 1");
  }
}
