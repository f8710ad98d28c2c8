package org.eobench.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
}
