package org.eobench.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTestSplitTest {

  /** Numbers printed by NumPy and scikit-learn for random state 23. */
  @Test
  void drawsAsScikitLearnDoes() {
    TrainTestSplit split = TrainTestSplit.of(540, 0.1, 23);
    assertThat(split.test()).hasSize(54);
    assertThat(split.train()).hasSize(486);
    assertThat(split.test()).startsWith(226, 394, 117, 148, 19, 391, 432, 363, 349, 63);
    assertThat(split.train()).startsWith(271, 531, 444, 172, 464);
  }

  /** Checksums of {@code RandomState(seed)._bit_generator.random_raw(5000)}, four bytes each. */
  @ParameterizedTest
  @CsvSource({"0,46545861", "1,200df827", "23,9cbd50c0", "2147483647,8fc9b330"})
  void theGeneratorDrawsNumpysBits(int seed, String checksum) {
    MersenneTwister random = new MersenneTwister(seed);
    CRC32 checked = new CRC32();
    for (int i = 0; i < 5000; i++) {
      checked.update(ByteBuffer.allocate(4).putInt(random.nextInt()).array());
    }
    assertThat(Long.toHexString(checked.getValue())).isEqualTo(checksum);
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

  /**
   * Drawn with NumPy's RandomState by the steps of scikit-learn's StratifiedShuffleSplit: shares of
   * 25 of four strata, of three equal strata, and of four equal ones.
   */
  @Test
  void dividesStrataAsScikitLearnDoes() {
    List<String> disasters = new ArrayList<>();
    disasters.addAll(Collections.nCopies(10, "hurricane"));
    disasters.addAll(Collections.nCopies(8, "wildfire"));
    disasters.addAll(Collections.nCopies(3, "flood"));
    disasters.addAll(Collections.nCopies(4, "tsunami"));
    TrainTestSplit split = TrainTestSplit.stratified(disasters, 0.1, 23);
    assertThat(split.test()).containsExactly(9, 15, 24);
    assertThat(split.train())
        .containsExactly(
            13, 14, 4, 2, 17, 20, 0, 7, 23, 8, 22, 11, 12, 1, 3, 6, 18, 10, 5, 16, 21, 19);
    TrainTestSplit three =
        TrainTestSplit.stratified(
            List.of(
                "c", "a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c", "a",
                "b", "c", "a", "b"),
            0.25,
            5);
    assertThat(three.test()).containsExactly(12, 16, 11, 20, 10, 3);
    assertThat(three.train()).containsExactly(8, 18, 4, 0, 14, 17, 19, 6, 9, 2, 13, 5, 1, 7, 15);
    TrainTestSplit four =
        TrainTestSplit.stratified(
            List.of(
                "a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "d", "a",
                "b", "c", "d"),
            0.3,
            42);
    assertThat(four.test()).containsExactly(12, 14, 8, 10, 11, 5);
    assertThat(four.train()).containsExactly(9, 0, 6, 7, 2, 3, 19, 17, 4, 1, 16, 13, 15, 18);
  }
}
