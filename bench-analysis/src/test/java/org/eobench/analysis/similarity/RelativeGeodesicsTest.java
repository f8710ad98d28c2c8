package org.eobench.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eobench.analysis.geometry.Distance;
import org.eobench.analysis.geometry.NeighbourGraph;
import org.junit.jupiter.api.Test;

class RelativeGeodesicsTest {
  private static final int POINTS = 150;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

  private static NeighbourGraph graph(double[][] points) {
    return NeighbourGraph.of(points, 6, Distance.EUCLIDEAN);
  }

  private double[][] line() {
    double[][] points = new double[POINTS][];
    Arrays.setAll(points, i -> new double[] {i / 20.0, 0.02 * random.nextDouble()});
    return points;
  }

  @Test
  void aRolledUpLineIsTheSameLine() {
    double[][] line = line();
    double[][] rolled =
        Arrays.stream(line)
            .map(p -> new double[] {(p[0] + 2) * Math.cos(p[0]), (p[0] + 2) * Math.sin(p[0]), p[1]})
            .toArray(double[][]::new);
    RelativeGeodesics alike = RelativeGeodesics.of(graph(line), graph(rolled));
    // Outer turns of the roll are longer, so that the order is not the same everywhere.
    assertThat(alike.spearman()).isGreaterThan(0.9);
    assertThat(alike.cosine()).isGreaterThan(0.8);
    assertThat(alike.reached()).isEqualTo(1);
  }

  @Test
  void anotherOrderIsNotAlike() {
    double[][] line = line();
    double[][] shuffled = new double[POINTS][];
    Arrays.setAll(shuffled, i -> line[i * 53 % POINTS]);
    RelativeGeodesics unlike = RelativeGeodesics.of(graph(line), graph(shuffled));
    assertThat(unlike.spearman()).isCloseTo(0, within(0.1));
    assertThat(unlike.cosine()).isCloseTo(0, within(0.2));
  }

  @Test
  void pairsThatNoPathJoinsDoNotCount() {
    double[][] islands = line();
    for (int i = 0; i < POINTS / 3; i++) {
      islands[i][0] -= 1000;
    }
    RelativeGeodesics found = RelativeGeodesics.of(graph(islands), graph(islands));
    assertThat(found.reached()).isCloseTo(5 / 9.0, within(0.01));
    assertThat(found.spearman()).isCloseTo(1, within(1e-9));
    RelativeGeodesics torn = RelativeGeodesics.of(graph(line()), graph(islands));
    assertThat(torn.reached()).isEqualTo(found.reached());
    assertThat(torn.cosine()).isBetween(0.5, 1.0);
  }
}
