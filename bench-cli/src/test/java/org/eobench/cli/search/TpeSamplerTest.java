package org.eobench.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
  private static final int REPEATS = 40;
  private static final int TRIALS = 60;

  private static final List<Dimension> SPACE =
      List.of(
          Dimension.interval("optimizer.lr", 1e-6, 1, true, false),
          Dimension.interval("dropout", 0, 1, false, false),
          Dimension.choice("criterion", List.of("a", "b", "c", "d")),
          Dimension.range("channels", List.of("16", "32", "64", "128", "256")));

  /** A bowl around lr = 1e-3, dropout = 0.3, criterion c and 64 channels. */
  private static double bowl(double[] point) {
    double lr = (point[0] - Math.log(1e-3)) / Math.log(10);
    double dropout = 4 * (point[1] - 0.3);
    double criterion = Math.round(point[2]) == 2 ? 0 : 1;
    double channels = 0.5 * (point[3] - 2);
    return lr * lr + dropout * dropout + criterion + channels * channels;
  }

  private record Tried(double[] point, double loss) {}

  private static List<Tried> search(Sampler sampler, ToDoubleFunction<double[]> loss, long seed) {
    List<Tried> tried = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      List<Tried> order = tried.stream().sorted(Comparator.comparingDouble(Tried::loss)).toList();
      List<Observation> earlier = new ArrayList<>();
      for (int rank = 0; rank < order.size(); rank++) {
        earlier.add(new Observation(Arrays.stream(order.get(rank).point()).boxed().toList(), rank));
      }
      double[] point = sampler.draw(SPACE, earlier, new SplittableRandom(seed * 1000 + i));
      tried.add(new Tried(point, loss.applyAsDouble(point)));
    }
    return tried;
  }

  private static double best(List<Tried> tried) {
    return tried.stream().mapToDouble(Tried::loss).min().orElseThrow();
  }

  private static final Sampler RANDOM = (space, earlier, random) -> Sampler.uniform(space, random);

  @Test
  void findsABetterPointThanRandomDraws() {
    int wins = 0;
    double[] tpe = new double[REPEATS];
    double[] random = new double[REPEATS];
    for (int seed = 0; seed < REPEATS; seed++) {
      tpe[seed] = best(search(new TpeSampler(10), TpeSamplerTest::bowl, seed));
      random[seed] = best(search(RANDOM, TpeSamplerTest::bowl, seed));
      wins += tpe[seed] < random[seed] ? 1 : 0;
    }
    Arrays.sort(tpe);
    Arrays.sort(random);
    assertThat(wins).as("of %d repeats", REPEATS).isGreaterThan(REPEATS * 3 / 4);
    assertThat(tpe[REPEATS / 2]).isLessThan(random[REPEATS / 2] / 2);
  }

  @Test
  void isNoBetterThanRandomWhereThereIsNothingToLearn() {
    int wins = 0;
    for (int seed = 0; seed < REPEATS; seed++) {
      ToDoubleFunction<double[]> noise =
          point -> new SplittableRandom(Arrays.hashCode(point)).nextDouble();
      double tpe = best(search(new TpeSampler(10), noise, seed));
      wins += tpe < best(search(RANDOM, noise, seed + 777)) ? 1 : 0;
    }
    assertThat(wins).isBetween(REPEATS / 5, REPEATS * 4 / 5);
  }

  @Test
  void drawsTheSamePointsForTheSameSeedAndResults() {
    List<Tried> first = search(new TpeSampler(10), TpeSamplerTest::bowl, 3);
    List<Tried> second = search(new TpeSampler(10), TpeSamplerTest::bowl, 3);
    assertThat(first.stream().map(Tried::point).toList())
        .usingRecursiveComparison()
        .isEqualTo(second.stream().map(Tried::point).toList());
  }

  @Test
  void staysWithinTheSpace() {
    for (Tried tried : search(new TpeSampler(5), TpeSamplerTest::bowl, 1)) {
      double[] point = tried.point();
      assertThat(point[0]).isBetween(Math.log(1e-6), 0.0);
      assertThat(point[1]).isBetween(0.0, 1.0);
      assertThat(SPACE.get(2).values()).contains(SPACE.get(2).text(point[2]));
      assertThat(SPACE.get(3).values()).contains(SPACE.get(3).text(point[3]));
    }
  }

  @Test
  void aDensityIntegratesToOneAndIsDrawnAsItIs() {
    Density density = new ParzenDensity(-2, 3, new double[] {-1.9, 0.5, 0.6});
    int steps = 20_000;
    double sum = 0;
    double below = 0;
    for (int i = 0; i < steps; i++) {
      double point = -2 + 5 * (i + 0.5) / steps;
      double share = density.at(point) * 5 / steps;
      sum += share;
      below += point < 0 ? share : 0;
    }
    assertThat(sum).isBetween(0.9999, 1.0001);
    SplittableRandom random = new SplittableRandom(5);
    int negative = 0;
    for (int i = 0; i < steps; i++) {
      negative += density.draw(random) < 0 ? 1 : 0;
    }
    assertThat(negative / (double) steps).isBetween(below - 0.015, below + 0.015);
  }
}
