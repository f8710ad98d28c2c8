package org.eobench.analysis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NeighbourGraphTest {
  private static double[][] noise(int points, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[][] rows = new double[points][];
    Arrays.setAll(rows, i -> random.doubles(5).toArray());
    return rows;
  }

  @Test
  void theNearestAreNeighboursNotTheFarthest() {
    double[][] line = {{0}, {1}, {3}, {7}, {15}};
    NeighbourGraph graph = NeighbourGraph.of(line, 2, Distance.EUCLIDEAN);
    assertThat(graph.neighbours()[0]).containsExactly(1, 2);
    assertThat(graph.neighbours()[4]).containsExactly(3, 2);
    assertThat(graph.distances()[4]).containsExactly(8, 12);
  }

  @Test
  void unrelatedPointsShareAsManyNeighboursAsByChance() {
    NeighbourGraph one = NeighbourGraph.of(noise(400, 1), 20, Distance.EUCLIDEAN);
    NeighbourGraph other = NeighbourGraph.of(noise(400, 2), 20, Distance.EUCLIDEAN);
    assertThat(one.overlap(one)).isEqualTo(1);
    assertThat(one.overlap(other)).isCloseTo(20 / 399.0, within(0.01));
  }

  @Test
  void allOtherPointsAreTheMostNeighbours() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourGraph.of(noise(3, 1), 3, Distance.EUCLIDEAN));
  }

  @Test
  void equalPointsHaveNoDimensionAndAreLeftOut() {
    double[][] points = noise(50, 3);
    points[1] = points[0].clone();
    NeighbourGraph graph = NeighbourGraph.of(points, 10, Distance.EUCLIDEAN);
    assertThat(IntrinsicDimension.mleAtPoints(graph, 10, false)).hasSize(48);
    assertThat(IntrinsicDimension.twoNn(graph, 0.1)).isBetween(2.0, 8.0);
  }
}
