package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** Comparison of whole outputs. */
final class BitEquality {
  private BitEquality() {}

  /** Asserts that all values of all arrays are bit-identical. */
  static void assertEqual(List<float[]> got, List<float[]> wanted) {
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      // AssertJ's containsExactly boxes every value, which takes longer than the model.
      int at = Arrays.mismatch(got.get(i), wanted.get(i));
      assertThat(at).as("index of the first value that differs in array %d", i).isEqualTo(-1);
    }
  }
}
