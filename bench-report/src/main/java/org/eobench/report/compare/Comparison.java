package org.eobench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.report.statistics.Adjustment;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of models: every pair on every data set that both were tested on.
 *
 * @param models the models, in the order of the user
 * @param metrics the compared metric of each data set, with its direction and unit
 * @param pairs results
 * @param ranking ranks over data sets; null for fewer than 3 models or 2 data sets
 * @param remarks what a reader must know
 */
public record Comparison(
    List<Model> models,
    Map<String, ComparedMetric> metrics,
    List<PairResult> pairs,
    @Nullable ModelRanking ranking,
    List<String> remarks) {

  /**
   * The metric of a data set.
   *
   * @param key its key
   * @param facts direction and unit
   */
  public record ComparedMetric(String key, MetricFacts facts) {}

  /**
   * What to compare and how.
   *
   * @param metric key of the metric; null for the one that selected the checkpoints
   * @param units choice of units
   * @param resamples draws of the bootstrap and of the swap test
   * @param seed of the draws
   */
  public record Request(@Nullable String metric, Units.Choice units, int resamples, long seed) {}

  /**
   * Compares models.
   *
   * @throws BenchException {@code NoCommonData}, {@code NotComparable}, {@code OtherSamples},
   *     {@code NoSampleCounts}, {@code NoSuchMetric}, {@code OtherScore} or {@code NoFootprints}
   */
  public static Comparison of(Models read, Request request) {
    List<Model> models = read.models();
    Set<String> remarks = new LinkedHashSet<>(read.remarks());
    Map<String, List<Model>> byDataset = byDataset(models, remarks);
    Map<String, ComparedMetric> metrics = new TreeMap<>();
    Problems problems = new Problems();
    byDataset.forEach(
        (dataset, tested) -> {
          TestedRun first = tested.get(0).on(dataset).get(0);
          String key = request.metric() == null ? first.bestMetric() : request.metric();
          tested.forEach(model -> check(first, model.on(dataset), key, problems, remarks));
          tested.forEach(model -> model.idleSeeds(dataset).ifPresent(remarks::add));
          MetricFacts facts = first.metrics().get(key);
          if (facts != null) {
            metrics.put(dataset, new ComparedMetric(key, facts));
          }
        });
    problems.throwIfAny(ExitCode.DATA);
    List<PairResult> pairs = new ArrayList<>();
    List<PairTest> tests = new ArrayList<>();
    byDataset.forEach(
        (dataset, tested) -> {
          ComparedMetric metric = Objects.requireNonNull(metrics.get(dataset));
          PairTest test =
              new PairTest(
                  metric.key(), metric.facts().better(), request.resamples(), request.seed());
          Units units = Units.of(tested.get(0).on(dataset).get(0), request.units());
          units.remarks().forEach(remark -> remarks.add(dataset + ": " + remark));
          for (int i = 0; i < tested.size(); i++) {
            for (int j = i + 1; j < tested.size(); j++) {
              Model a = tested.get(i);
              Model b = tested.get(j);
              pairs.add(test.of(a.name(), a.on(dataset), b.name(), b.on(dataset), units));
              tests.add(test);
            }
          }
        });
    return new Comparison(
        models,
        metrics,
        judged(pairs, tests),
        ranking(models, metrics, byDataset),
        List.copyOf(remarks));
  }

  /** The models tested on each data set, of data sets that at least two have. */
  private static Map<String, List<Model>> byDataset(List<Model> models, Set<String> remarks) {
    Map<String, List<Model>> byDataset = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    models.forEach(model -> names.addAll(model.runs().keySet()));
    for (String name : names) {
      List<Model> tested = models.stream().filter(model -> !model.on(name).isEmpty()).toList();
      if (tested.size() > 1) {
        byDataset.put(name, tested);
      }
      if (tested.size() < models.size()) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s: only %s.",
                name,
                String.join(", ", tested.stream().map(Model::name).toList())));
      }
    }
    if (byDataset.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoCommonData", "no two models were tested on the same data set")
              .at(String.join("\n", models.stream().map(Comparison::place).toList()))
              .expecting("runs of each model on one data set")
              .next("run the models with the same `dataset=NAME`"));
    }
    return byDataset;
  }

  private static String place(Model model) {
    return model.from() + " (" + String.join(", ", model.runs().keySet()) + ")";
  }

  private static void check(
      TestedRun first,
      List<TestedRun> runs,
      String metric,
      Problems problems,
      Set<String> remarks) {
    for (TestedRun run : runs) {
      Comparability.check(first, run, metric, problems);
      if (problems.isEmpty() && !run.fingerprint().equals(first.fingerprint())) {
        remarks.addAll(Comparability.remarks(first, run));
      }
    }
  }

  private static List<PairResult> judged(List<PairResult> pairs, List<PairTest> tests) {
    double[] p = Adjustment.HOLM.adjust(pairs.stream().mapToDouble(PairResult::p).toArray());
    List<PairResult> judged = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      PairResult pair = pairs.get(i);
      judged.add(pair.adjusted(p[i], tests.get(i).verdict(pair, p[i])));
    }
    return judged;
  }

  private static @Nullable ModelRanking ranking(
      List<Model> models, Map<String, ComparedMetric> metrics, Map<String, List<Model>> byDataset) {
    List<String> common =
        byDataset.entrySet().stream()
            .filter(entry -> entry.getValue().size() == models.size())
            .map(Map.Entry::getKey)
            .toList();
    if (models.size() < ModelRanking.LEAST_MODELS || common.size() < ModelRanking.LEAST_DATASETS) {
      return null;
    }
    return ModelRanking.of(
        models.stream().map(Model::name).toList(),
        common,
        (model, dataset) -> {
          ComparedMetric metric = Objects.requireNonNull(metrics.get(dataset));
          return models.get(model).on(dataset).stream()
              .mapToDouble(run -> run.scores().getOrDefault(metric.key(), Double.NaN))
              .map(metric.facts().better()::ascending)
              .average()
              .orElse(Double.NaN);
        });
  }
}
