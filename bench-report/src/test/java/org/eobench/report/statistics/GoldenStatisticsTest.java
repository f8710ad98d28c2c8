package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.RecordedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every recorded result of SciPy, statsmodels and rliable. */
class GoldenStatisticsTest {
  private static final double ALPHA = 0.05;

  private static final Map<String, Consumer<RecordedCase>> CHECKS =
      Map.ofEntries(
          Map.entry("friedman", GoldenStatisticsTest::friedman),
          Map.entry("iqm", GoldenStatisticsTest::interquartileMean),
          Map.entry("mann_whitney", GoldenStatisticsTest::mannWhitney),
          Map.entry("mcnemar", GoldenStatisticsTest::mcNemar),
          Map.entry("multiple_testing", GoldenStatisticsTest::multipleTesting),
          Map.entry("nemenyi_table", GoldenStatisticsTest::nemenyi),
          Map.entry("paired_bootstrap_iou", GoldenStatisticsTest::bootstrapOfIou),
          Map.entry("paired_bootstrap_mean", GoldenStatisticsTest::bootstrapOfMean),
          Map.entry("rank_correlation", GoldenStatisticsTest::correlation),
          Map.entry("t_interval", GoldenStatisticsTest::seeds),
          Map.entry("wilcoxon", GoldenStatisticsTest::wilcoxon));

  private static Path folder() {
    return SharedFiles.require("golden_2026");
  }

  static Stream<String> cases() {
    return CHECKS.keySet().stream().sorted();
  }

  @Test
  void everyRecordedCaseIsChecked() throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      List<String> found =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("statistics_"))
              .map(name -> name.substring("statistics_".length()))
              .toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(CHECKS.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTheRecordedResults(String name) {
    RecordedCase golden = new RecordedCase(folder().resolve("statistics_" + name));
    Objects.requireNonNull(CHECKS.get(name)).accept(golden);
    golden.requireAllCompared();
  }

  private static void friedman(RecordedCase golden) {
    Friedman friedman = Friedman.of(golden.matrix("scores"));
    golden.check("mean_ranks", friedman.meanRanks());
    golden.check("friedman", friedman.chiSquared().statistic(), friedman.chiSquared().p());
    TestResult f = friedman.imanDavenport();
    golden.check("iman_davenport", f.statistic(), f.p());
    int k = friedman.models();
    double cd = Nemenyi.criticalDifference(k, friedman.datasets(), ALPHA);
    golden.check("nemenyi_cd", cd, Nemenyi.criticalDifference(k, friedman.datasets(), 0.10));
    double[] ranks = friedman.meanRanks();
    golden.check(
        "different_at_005",
        IntStream.range(0, k * k)
            .mapToDouble(i -> Math.abs(ranks[i / k] - ranks[i % k]) > cd ? 1 : 0)
            .toArray());
    golden.check(
        "nemenyi_p", Arrays.stream(Nemenyi.p(friedman)).flatMapToDouble(Arrays::stream).toArray());
  }

  private static void interquartileMean(RecordedCase golden) {
    double[][] scores = golden.matrix("scores");
    int tasks = scores[0].length;
    List<ToDoubleFunction<double[][]>> aggregates =
        List.of(
            InterquartileMean::of,
            InterquartileMean::mean,
            InterquartileMean::median,
            all -> InterquartileMean.optimalityGap(all, 1));
    golden.check(
        "aggregates", aggregates.stream().mapToDouble(a -> a.applyAsDouble(scores)).toArray());
    double[] indices = golden.input("indices");
    int cells = scores.length * tasks;
    List<double[]> distributions = new ArrayList<>();
    for (ToDoubleFunction<double[][]> aggregate : aggregates) {
      double[] distribution = new double[indices.length / cells];
      for (int draw = 0; draw < distribution.length; draw++) {
        int[][] runs = new int[scores.length][tasks];
        for (int cell = 0; cell < cells; cell++) {
          runs[cell / tasks][cell % tasks] = (int) indices[draw * cells + cell];
        }
        distribution[draw] = aggregate.applyAsDouble(InterquartileMean.drawn(scores, runs));
      }
      distributions.add(distribution);
    }
    golden.check("distribution_iqm", distributions.get(0));
    List<Interval> intervals =
        distributions.stream().map(d -> InterquartileMean.interval(d, 0.95)).toList();
    golden.check(
        "intervals",
        DoubleStream.concat(
                intervals.stream().mapToDouble(Interval::low),
                intervals.stream().mapToDouble(Interval::high))
            .toArray());
    golden.check(
        "probability_of_improvement",
        InterquartileMean.probabilityOfImprovement(scores, golden.matrix("scores_b")));
  }

  private static void mannWhitney(RecordedCase golden) {
    golden.check(
        "tests",
        tests(
            golden,
            row ->
                MannWhitney.of(
                    golden.input(row.path("data").asText() + "_x"),
                    golden.input(row.path("data").asText() + "_y"),
                    named(MannWhitney.Method.values(), row.path("method").asText()),
                    row.path("use_continuity").asBoolean(),
                    alternative(row))));
  }

  private static void mcNemar(RecordedCase golden) {
    golden.check(
        "tests",
        tests(
            golden,
            row -> {
              long onlyA = row.path("table").get(0).get(1).asLong();
              long onlyB = row.path("table").get(1).get(0).asLong();
              return row.path("exact").asBoolean()
                  ? McNemar.exact(onlyA, onlyB)
                  : McNemar.chiSquared(onlyA, onlyB, row.path("correction").asBoolean());
            }));
  }

  private static void multipleTesting(RecordedCase golden) {
    double[] p = golden.input("p");
    for (String name : List.of("holm", "benjamini_hochberg", "bonferroni", "benjamini_yekutieli")) {
      double[] adjusted = named(Adjustment.values(), name).adjust(p);
      golden.check(name, adjusted);
      golden.check(
          name + "_reject", Arrays.stream(adjusted).map(value -> value <= ALPHA ? 1 : 0).toArray());
    }
  }

  private static void nemenyi(RecordedCase golden) {
    List<Double> q = new ArrayList<>();
    List<Double> cd = new ArrayList<>();
    for (JsonNode alpha : golden.config().path("alphas")) {
      for (JsonNode k : golden.config().path("k")) {
        q.add(Nemenyi.q(k.asInt(), alpha.asDouble()));
        for (int datasets : new int[] {5, 10, 17, 30}) {
          cd.add(Nemenyi.criticalDifference(k.asInt(), datasets, alpha.asDouble()));
        }
      }
    }
    golden.check("q", q.stream().mapToDouble(value -> value).toArray());
    golden.check("cd", cd.stream().mapToDouble(value -> value).toArray());
  }

  private static void bootstrapOfMean(RecordedCase golden) {
    double[] a = golden.input("a");
    double[] b = golden.input("b");
    bootstrap(golden, a.length, drawn -> (sum(a, drawn) - sum(b, drawn)) / drawn.length);
  }

  private static void bootstrapOfIou(RecordedCase golden) {
    double[] intersectionA = golden.input("intersection_a");
    double[] unionA = golden.input("union_a");
    double[] intersectionB = golden.input("intersection_b");
    double[] unionB = golden.input("union_b");
    bootstrap(
        golden,
        unionA.length,
        drawn ->
            sum(intersectionA, drawn) / sum(unionA, drawn)
                - sum(intersectionB, drawn) / sum(unionB, drawn));
  }

  private static double sum(double[] values, int[] drawn) {
    return Arrays.stream(drawn).mapToDouble(i -> values[i]).sum();
  }

  private static void bootstrap(RecordedCase golden, int units, ToDoubleFunction<int[]> statistic) {
    Bootstrap bootstrap = Bootstrap.of(units, statistic, golden.indices());
    golden.check("theta", bootstrap.observed());
    golden.check("distribution", bootstrap.distribution());
    golden.check("bca", bootstrap.bias(), bootstrap.acceleration());
    golden.check(
        "intervals",
        golden.rows("intervals").stream()
            .flatMapToDouble(
                row -> {
                  Interval interval =
                      bootstrap.interval(
                          named(Bootstrap.Method.values(), row.path("method").asText()),
                          row.path("confidence_level").asDouble(),
                          alternative(row));
                  return DoubleStream.of(
                      interval.low(), interval.high(), bootstrap.standardError());
                })
            .toArray());
  }

  private static void correlation(RecordedCase golden) {
    golden.check(
        "tests",
        tests(
            golden,
            row -> {
              double[] x = golden.input(row.path("data").asText() + "_x");
              double[] y = golden.input(row.path("data").asText() + "_y");
              String method = row.path("method").asText();
              return switch (row.path("coefficient").asText()) {
                case "kendall_tau_b" ->
                    Kendall.of(x, y).test(named(Kendall.Method.values(), method), alternative(row));
                case "kendall_tau_c" -> {
                  Kendall kendall = Kendall.of(x, y);
                  Kendall.Method way = named(Kendall.Method.values(), method);
                  yield new TestResult(kendall.tauC(), kendall.p(way, alternative(row)));
                }
                case "spearman" -> RankCorrelation.spearman(x, y, alternative(row));
                case "pearson" -> RankCorrelation.pearson(x, y, alternative(row));
                default -> throw new IllegalArgumentException(row.toString());
              };
            }));
  }

  private static void seeds(RecordedCase golden) {
    double[] a = golden.input("a");
    double[] b = golden.input("b");
    golden.check(
        "intervals",
        golden.rows("intervals").stream()
            .flatMapToDouble(
                row -> {
                  double level = row.path("confidence_level").asDouble();
                  TTests.Mean mean =
                      switch (row.path("what").asText()) {
                        case "mean_a" -> TTests.mean(a, level);
                        case "paired_difference" -> TTests.paired(a, b, level);
                        case "welch_difference" -> TTests.welch(a, b, level);
                        case "pooled_difference" -> TTests.pooled(a, b, level);
                        default -> throw new IllegalArgumentException(row.toString());
                      };
                  return DoubleStream.of(
                      mean.low(), mean.high(), mean.t(), mean.p(), mean.degrees());
                })
            .toArray());
    double deviation = Sums.deviation(a);
    golden.check("sd_sem", deviation, deviation / Math.sqrt(a.length));
  }

  private static void wilcoxon(RecordedCase golden) {
    Map<String, Wilcoxon.Zeros> zeros =
        Map.of(
            "wilcox", Wilcoxon.Zeros.DROP,
            "pratt", Wilcoxon.Zeros.PRATT,
            "zsplit", Wilcoxon.Zeros.SPLIT);
    Map<String, Wilcoxon.Method> methods =
        Map.of(
            "auto", Wilcoxon.Method.AUTO,
            "exact", Wilcoxon.Method.EXACT,
            "approx", Wilcoxon.Method.NORMAL);
    golden.check(
        "tests",
        tests(
            golden,
            row ->
                Wilcoxon.of(
                    golden.input(row.path("data").asText()),
                    new Wilcoxon.Options(
                        Objects.requireNonNull(zeros.get(row.path("zero_method").asText())),
                        Objects.requireNonNull(methods.get(row.path("method").asText())),
                        row.path("correction").asBoolean(),
                        alternative(row)))));
  }

  private interface OfRow {
    TestResult test(JsonNode row);
  }

  private static double[] tests(RecordedCase golden, OfRow test) {
    return golden.rows("tests").stream()
        .map(test::test)
        .flatMapToDouble(result -> DoubleStream.of(result.statistic(), result.p()))
        .toArray();
  }

  private static Alternative alternative(JsonNode row) {
    return named(Alternative.values(), row.path("alternative").asText().replace('-', '_'));
  }

  private static <E extends Enum<E>> E named(E[] values, String name) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }
}
