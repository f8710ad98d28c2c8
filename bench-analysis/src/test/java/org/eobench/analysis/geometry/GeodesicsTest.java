package org.eobench.analysis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeodesicsTest {
  @Test
  void thePathAroundAnOpenRingIsLongerThanTheGap() {
    double[][] ring = new double[40][];
    Arrays.setAll(
        ring,
        i -> {
          double angle = 1.8 * Math.PI * i / 39;
          return new double[] {Math.cos(angle), Math.sin(angle)};
        });
    double[] lengths = new Geodesics(NeighbourGraph.of(ring, 2, Distance.EUCLIDEAN)).from(0);
    assertThat(lengths[39]).isCloseTo(1.8 * Math.PI, within(0.02));
    assertThat(Distance.EUCLIDEAN.between(ring[0], ring[39])).isLessThan(0.7);
  }

  @Test
  void noPathLeadsToAnotherIsland() {
    double[][] islands = {{0}, {1}, {2}, {100}, {101}, {102}};
    double[] lengths = new Geodesics(NeighbourGraph.of(islands, 2, Distance.EUCLIDEAN)).from(0);
    assertThat(lengths[2]).isEqualTo(2);
    assertThat(lengths[3]).isInfinite();
  }
}
