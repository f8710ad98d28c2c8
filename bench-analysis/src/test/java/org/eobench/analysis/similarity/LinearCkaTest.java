package org.eobench.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LinearCkaTest {
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

  private double[][] noise(int rows, int width) {
    double[][] all = new double[rows][];
    Arrays.setAll(all, row -> random.doubles(width, -1, 1).toArray());
    return all;
  }

  @Test
  void wideNoiseLooksAlikeOnlyToTheBiasedValue() {
    LinearCka cka = LinearCka.of(noise(60, 2000), noise(60, 2000));
    assertThat(cka.biased()).isGreaterThan(0.9);
    assertThat(cka.debiased()).isCloseTo(0, within(0.1));
  }

  @Test
  void aScaleAndAnOffsetDoNotCount() {
    double[][] x = noise(30, 5);
    double[][] moved =
        Arrays.stream(x)
            .map(row -> Arrays.stream(row).map(value -> 3 * value + 7).toArray())
            .toArray(double[][]::new);
    assertThat(LinearCka.of(x, moved).biased()).isCloseTo(1, within(1e-9));
    assertThat(LinearCka.of(x, moved).debiased()).isCloseTo(1, within(1e-9));
  }
}
