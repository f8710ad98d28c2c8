package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepSeedTest {

  /** The published first numbers of SplitMix64 for the seeds 0 and 1234567. */
  @Test
  void drawsTheNumbersOfSplitMix64() {
    assertThat(StepSeed.of(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(StepSeed.of(1234567, 0)).isEqualTo(6457827717110365317L);
    assertThat(StepSeed.of(1234567, 1)).isEqualTo(3203168211198807973L);
    assertThat(StepSeed.of(1234567, 2)).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }
}
