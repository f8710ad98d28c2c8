package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.10. */
class McNemarTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void countsCasesThatOneModelHasRight() {
    assertThat(McNemar.exact(3, 9).statistic()).isEqualTo(3);
    assertThat(McNemar.exact(3, 9).p()).isCloseTo(0.14599609375, EXACT);
    assertThat(McNemar.chiSquared(3, 9, false).p()).isCloseTo(0.08326451666355042, EXACT);
    assertThat(McNemar.chiSquared(9, 3, true).p()).isCloseTo(0.14891467317876161, EXACT);
  }

  @Test
  void blocksAreTheUnits() {
    long[] a = {14, 9, 13, 12, 10, 15, 8, 11};
    long[] b = {10, 10, 10, 10, 10, 10, 10, 10};

    TestResult result = McNemar.ofBlocks(a, b);

    assertThat(result.statistic()).isCloseTo(2.4, EXACT);
    assertThat(result.p()).isCloseTo(0.12133525035848208, EXACT);
  }

  /** A million pixels in 8 blocks are 8 units, not a million. */
  @Test
  void morePixelsOfABlockAreNoEvidence() {
    long[] a = {14_000, 9_000, 13_000, 12_000, 10_000, 15_000, 8_000, 11_000};
    long[] b = {10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000};

    assertThat(McNemar.ofBlocks(a, b).p()).isCloseTo(0.12133525035848208, EXACT);
    assertThat(McNemar.chiSquared(15_000, 3_000, true).p()).isLessThan(1e-100);
  }

  @Test
  void hasNoResultWithoutADifference() {
    assertThat(McNemar.exact(0, 0).p()).isEqualTo(1);
    assertThat(McNemar.chiSquared(0, 0, false).p()).isNaN();
    assertThat(McNemar.ofBlocks(new long[] {4, 5}, new long[] {4, 5}).p()).isNaN();
  }

  @Test
  void rejectsBlocksThatCannotBePaired() {
    assertThatThrownBy(() -> McNemar.ofBlocks(new long[2], new long[3]))
        .hasMessageContaining("2 blocks cannot be paired with 3");
  }
}
