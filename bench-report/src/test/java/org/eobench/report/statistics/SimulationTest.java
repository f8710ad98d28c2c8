package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Few repeats of the simulations in docs/statistics.md. Seeds are fixed, so a test fails only after
 * a change; the bounds are three standard errors of the repeats around the figures of 2,000.
 */
class SimulationTest {
  private static final int REPEATS = 400;
  private static final int DRAWS = 399;

  @Test
  void expandedIntervalsCoverTheTruth() {
    Map<Bootstrap.Method, Double> shares =
        Simulation.coverage(Simulation.equalModels(20, 1), false, REPEATS, DRAWS);

    assertThat(shares.get(Bootstrap.Method.EXPANDED)).isBetween(0.91, 0.97);
    assertThat(shares.get(Bootstrap.Method.PERCENTILE))
        .isLessThan(shares.get(Bootstrap.Method.EXPANDED));
  }

  @Test
  void regionsAreTheUnitsWhereTilesResembleEachOther() {
    assertThat(
            Simulation.coverage(Simulation.equalModels(20, 8), true, REPEATS / 2, DRAWS)
                .get(Bootstrap.Method.EXPANDED))
        .isBetween(0.91, 0.99);
    assertThat(
            Simulation.coverage(Simulation.equalModels(20, 8), false, REPEATS / 2, DRAWS)
                .get(Bootstrap.Method.EXPANDED))
        .isLessThan(0.7);
  }

  @Test
  void equalModelsDifferInOneOfTwentyTests() {
    assertThat(Simulation.swapTestRejects(Simulation.equalModels(30, 1), false, REPEATS, DRAWS))
        .isBetween(0.02, 0.08);
    assertThat(Simulation.swapTestRejects(Simulation.equalModels(20, 8), true, REPEATS / 2, DRAWS))
        .isBetween(0.005, 0.1);
    assertThat(Simulation.swapTestRejects(Simulation.equalModels(20, 8), false, REPEATS / 2, DRAWS))
        .isGreaterThan(0.3);
  }

  @Test
  void aBetterModelIsFound() {
    assertThat(Simulation.swapTestRejects(Simulation.betterA(50, 1), false, 100, DRAWS))
        .isGreaterThan(0.5);
  }

  /** The tables of docs/statistics.md. */
  @Test
  @EnabledIfSystemProperty(named = "simulation", matches = "full")
  void printsTheTables() {
    Simulation.print(2_000, 1_000);
  }
}
