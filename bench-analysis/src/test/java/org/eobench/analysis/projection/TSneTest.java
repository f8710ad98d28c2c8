package org.eobench.analysis.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eobench.analysis.geometry.Distance;
import org.eobench.analysis.geometry.Silhouette;
import org.junit.jupiter.api.Test;

class TSneTest {
  private static final int POINTS = 90;
  private static final TSne TSNE = new TSne(10, 300);

  /** Three clusters in ten dimensions, which no two of their coordinates separate well. */
  private final double[][] points = new double[POINTS][];

  private final int[] labels = new int[POINTS];

  TSneTest() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    for (int i = 0; i < POINTS; i++) {
      labels[i] = i % 3;
      points[i] = random.doubles(10).map(value -> 3 * value).toArray();
      for (int d = 0; d < 10; d++) {
        points[i][d] += d % 3 == labels[i] ? 2 : 0;
      }
    }
  }

  private double[][] firstCoordinates() {
    return Arrays.stream(points).map(row -> Arrays.copyOf(row, 2)).toArray(double[][]::new);
  }

  @Test
  void separatesWhatIsSeparateInManyDimensions() {
    double[][] map = TSNE.project(points, firstCoordinates(), step -> {});
    assertThat(Silhouette.score(map, labels, Distance.EUCLIDEAN))
        .isGreaterThan(0.5)
        .isGreaterThan(2 * Silhouette.score(points, labels, Distance.EUCLIDEAN));
  }

  @Test
  void isTheSameAtEachCall() {
    assertThat(TSNE.project(points, firstCoordinates(), step -> {}))
        .isDeepEqualTo(TSNE.project(points, firstCoordinates(), step -> {}));
  }

  @Test
  void theNeighboursOfAPointHaveThePerplexity() {
    double[][] joint = TSNE.joint(points);
    assertThat(Arrays.stream(joint).flatMapToDouble(Arrays::stream).sum())
        .isCloseTo(1, within(1e-9));
    double[] p = TSNE.conditional(points, 7);
    double entropy =
        -Arrays.stream(p).filter(value -> value > 0).map(value -> value * Math.log(value)).sum();
    assertThat(Math.exp(entropy)).isCloseTo(10, within(1e-4));
  }

  @Test
  void refusesAPerplexityThatTheNeighboursCannotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TSne(30, 300).project(points, firstCoordinates(), step -> {}));
  }
}
