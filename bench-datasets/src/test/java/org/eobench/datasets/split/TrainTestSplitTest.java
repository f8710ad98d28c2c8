package org.eobench.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainTestSplitTest {

  /** Numbers printed by NumPy and scikit-learn for random state 23. */
  @Test
  void drawsAsScikitLearnDoes() {
    MersenneTwister twister = new MersenneTwister(23);
    assertThat(new int[] {twister.nextBits(), twister.nextBits(), twister.nextBits()})
        .containsExactly(0x846da253, 0xab49f2e6, 0xf26c2428);
    TrainTestSplit split = TrainTestSplit.of(540, 0.1, 23);
    assertThat(split.test()).hasSize(54);
    assertThat(split.train()).hasSize(486);
    assertThat(split.test()).startsWith(226, 394, 117, 148, 19, 391, 432, 363, 349, 63);
    assertThat(split.train()).startsWith(271, 531, 444, 172, 464);
  }

  @Test
  void putsEveryIndexIntoOnePart() {
    for (int count : new int[] {2, 3, 10, 33, 64, 65}) {
      TrainTestSplit split = TrainTestSplit.of(count, 0.1, 23);
      int[] all =
          IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
              .sorted()
              .toArray();
      assertThat(all).isEqualTo(IntStream.range(0, count).toArray());
    }
  }
}
