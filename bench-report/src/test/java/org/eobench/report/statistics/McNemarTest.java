package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
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
    TestResult result = McNemar.ofBlocks(new double[] {4, -1, 3, 2, 0, 5, -2, 1});

    assertThat(result.statistic()).isCloseTo(2.4, EXACT);
    assertThat(result.p()).isCloseTo(0.12133525035848208, EXACT);
  }

  /** Thousands of pixels in 8 blocks are 8 units. */
  @Test
  void morePixelsOfABlockAreNoEvidence() {
    double[] differences = {4_000, -1_000, 3_000, 2_000, 0, 5_000, -2_000, 1_000};

    assertThat(McNemar.ofBlocks(differences).p()).isCloseTo(0.12133525035848208, EXACT);
    assertThat(McNemar.chiSquared(15_000, 3_000, true).p()).isLessThan(1e-100);
  }

  @Test
  void hasNoResultWithoutADifference() {
    assertThat(McNemar.exact(0, 0).p()).isEqualTo(1);
    assertThat(McNemar.chiSquared(0, 0, false).p()).isNaN();
    assertThat(McNemar.ofBlocks(new double[] {0, 0}).p()).isNaN();
  }
}
