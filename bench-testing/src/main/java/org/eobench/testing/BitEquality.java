package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Comparison of whole outputs. */
final class BitEquality {
  private BitEquality() {}

  /** Asserts that all values of all arrays are bit-identical. */
  static void assertEqual(List<float[]> got, List<float[]> wanted) {
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(got.get(i)).as("array %d", i).containsExactly(wanted.get(i));
    }
  }
}
