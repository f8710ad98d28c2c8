package org.eobench.analysis.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeadAttentionTest {
  private final HeadAttention head =
      new HeadAttention(2, 3, new double[] {0.05, 0.3, 0.1, 0.2, 0.05, 0.1}, new double[] {0.2});

  @Test
  void keepsTheFewestPatchesThatHoldTheShare() {
    // The mass of the patches is 0.8, of which 0.6 are 0.48: 0.3 is too little, 0.3 + 0.2 is not.
    assertThat(head.keeping(0.6).patches()).containsExactly(0, 0.3, 0, 0.2, 0, 0);
    assertThat(head.keeping(0.3).patches()).containsExactly(0, 0.3, 0, 0, 0, 0);
    assertThat(head.keeping(1).shown()).isEqualTo(6);
  }

  @Test
  void refusesAShareOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> head.keeping(0));
    assertThatIllegalArgumentException().isThrownBy(() -> head.keeping(1.1));
  }

  @Test
  void countsThePatchesThatShareTheAttention() {
    HeadAttention even = new HeadAttention(1, 4, new double[] {0.1, 0.1, 0.1, 0.1}, new double[0]);
    HeadAttention one = new HeadAttention(1, 4, new double[] {0, 0.7, 0, 0}, new double[0]);
    assertThat(even.effectivePatches()).isCloseTo(4, within(1e-9));
    assertThat(one.effectivePatches()).isCloseTo(1, within(1e-9));
  }
}
