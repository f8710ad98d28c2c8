package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleRandomTest {
  @Test
  void isTheSameForTheSameSeedEpochAndSample() {
    assertThat(SampleRandom.of(7, 3, 11).nextLong())
        .isEqualTo(SampleRandom.of(7, 3, 11).nextLong());
  }

  /** Computed with SplitMix64 in Python: other numbers would change the crops of every run. */
  @Test
  void drawsTheNumbersOfEarlierVersions() {
    assertThat(SampleRandom.of(7, 3, 11).nextLong()).isEqualTo(5132727567594125260L);
    assertThat(SampleRandom.forOrder(7, 3).nextLong()).isEqualTo(8051855222789199149L);
  }

  @Test
  void differsBetweenNeighbours() {
    Set<Long> first = new HashSet<>();
    for (long seed = 0; seed < 5; seed++) {
      for (int epoch = 0; epoch < 20; epoch++) {
        first.add(SampleRandom.forOrder(seed, epoch).nextLong());
        for (int sample = 0; sample < 50; sample++) {
          first.add(SampleRandom.of(seed, epoch, sample).nextLong());
        }
      }
    }

    assertThat(first).hasSize(5 * 20 * 51);
  }

  @Test
  void isUniformOverEpochs() {
    int[] counts = new int[10];
    for (int epoch = 0; epoch < 10_000; epoch++) {
      counts[SampleRandom.of(234, epoch, 0).nextInt(10)]++;
    }

    // 5 standard deviations of a binomial around 1000.
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
