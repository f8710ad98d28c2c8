package org.eobench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.TestResult;
import org.jspecify.annotations.Nullable;

/** The words and cells of a comparison, for tables of text and Markdown. */
public final class ComparisonText {
  /** The columns of {@link #rows}. */
  public static final List<String> HEADER =
      List.of("pair", "diff.", "95 % interval", "over seeds", "p", "Wilcoxon", "McNemar", "d");

  /** The columns of {@link #HEADER} with numbers. */
  public static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5, 6, 7);

  /** The columns of {@link #models}. */
  public static final List<String> MODELS = List.of("", "model", "data set", "score", "runs");

  private static final double PERCENT = 100;

  private final Comparison comparison;
  private final Map<String, String> letters = new LinkedHashMap<>();

  /** Words about a comparison. */
  public ComparisonText(Comparison comparison) {
    this.comparison = comparison;
    for (Model model : comparison.models()) {
      letters.put(model.name(), letter(letters.size()));
    }
  }

  private static String letter(int index) {
    String last = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? last : letter(index / 26 - 1) + last;
  }

  private String letterOf(String model) {
    return Objects.requireNonNull(letters.get(model));
  }

  /** The models with their scores: a row for each data set of each model. */
  public List<List<String>> models() {
    List<List<String>> rows = new ArrayList<>();
    for (Model model : comparison.models()) {
      comparison
          .metrics()
          .forEach(
              (dataset, metric) -> {
                List<TestedRun> runs = model.on(dataset);
                if (!runs.isEmpty()) {
                  double mean =
                      runs.stream()
                          .mapToDouble(run -> run.scores().getOrDefault(metric.key(), Double.NaN))
                          .average()
                          .orElse(Double.NaN);
                  rows.add(
                      List.of(
                          letterOf(model.name()),
                          model.name(),
                          dataset,
                          metric.key() + " " + number(mean, metric, false),
                          runs(runs)));
                }
              });
    }
    return rows;
  }

  private static String runs(List<TestedRun> runs) {
    String seeds =
        runs.stream()
            .map(run -> String.valueOf(run.facts().seed()))
            .collect(Collectors.joining(" "));
    return (runs.size() == 1 ? "1, seed " : runs.size() + ", seeds ") + seeds;
  }

  /** What the tables of {@link #rows} are about, by data set. */
  public Map<String, String> captions() {
    Map<String, String> captions = new LinkedHashMap<>();
    for (PairResult pair : comparison.pairs()) {
      Comparison.ComparedMetric metric = metric(pair);
      String unit = metric.facts().unit() == Metric.Unit.FRACTION ? " in percent" : "";
      captions.put(
          pair.dataset(),
          format(
              "%s: differences of %s%s over %d %s",
              pair.dataset(), metric.key(), unit, pair.units(), pair.unitName()));
    }
    return captions;
  }

  /** A row for each comparison on a data set. */
  public List<List<String>> rows(String dataset) {
    return comparison.pairs().stream()
        .filter(pair -> pair.dataset().equals(dataset))
        .map(this::row)
        .toList();
  }

  private List<String> row(PairResult pair) {
    Comparison.ComparedMetric metric = metric(pair);
    return List.of(
        letterOf(pair.a()) + "-" + letterOf(pair.b()),
        number(pair.difference(), metric, true),
        interval(pair.interval(), metric),
        interval(pair.seeds(), metric),
        p(pair.adjustedP()),
        p(pair.wilcoxon()),
        p(pair.mcNemar()),
        Double.isFinite(pair.effect()) ? format("%.1f", pair.effect()) : "-");
  }

  private Comparison.ComparedMetric metric(PairResult pair) {
    return Objects.requireNonNull(comparison.metrics().get(pair.dataset()));
  }

  private static String interval(@Nullable Interval interval, Comparison.ComparedMetric metric) {
    return interval == null || Double.isNaN(interval.low())
        ? "-"
        : number(interval.low(), metric, false) + " to " + number(interval.high(), metric, false);
  }

  private static String number(double value, Comparison.ComparedMetric metric, boolean signed) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (metric.facts().unit() == Metric.Unit.FRACTION) {
      return format(signed ? "%+.2f" : "%.2f", PERCENT * value);
    }
    return format(signed ? "%+.4g" : "%.4g", value);
  }

  private static String p(@Nullable TestResult test) {
    return test == null ? "-" : p(test.p());
  }

  /** A p value as tables show it. */
  static String p(double p) {
    if (Double.isNaN(p)) {
      return "-";
    }
    return p < 0.0001 ? "<0.0001" : format("%.4f", p);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** What each comparison says, as a sentence. */
  public List<String> verdicts() {
    return comparison.pairs().stream().map(this::verdict).toList();
  }

  private String verdict(PairResult pair) {
    Comparison.ComparedMetric metric = metric(pair);
    String key = metric.key().replace('_', ' ');
    String size =
        number(Math.abs(pair.difference()), metric, false)
            + (metric.facts().unit() == Metric.Unit.FRACTION ? " points of" : "");
    return switch (pair.verdict()) {
      case A_BETTER -> better(pair.dataset(), pair.a(), pair.b(), key, size, pair.adjustedP());
      case B_BETTER -> better(pair.dataset(), pair.b(), pair.a(), key, size, pair.adjustedP());
      case WITHIN_SEEDS ->
          format(
              "%s: these runs of %s and %s differ by %s %s on the test samples, but not by more"
                  + " than seeds differ among themselves.",
              pair.dataset(), pair.a(), pair.b(), size, key);
      case NOT_SHOWN ->
          format(
              "%s: no difference shown between %s and %s (%s %s, p %s).",
              pair.dataset(), pair.a(), pair.b(), size, key, equal(pair.adjustedP()));
    };
  }

  private static String better(
      String dataset, String winner, String loser, String key, String size, double p) {
    return format(
        "%s: %s is better than %s by %s %s (p %s).", dataset, winner, loser, size, key, equal(p));
  }

  private static String equal(double p) {
    String value = p(p);
    return value.startsWith("<") ? value : "= " + value;
  }

  /** The ranks over data sets, as sentences; none without a ranking. */
  public List<String> ranking() {
    ModelRanking ranking = comparison.ranking();
    if (ranking == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    String ranks =
        IntStream.range(0, ranking.models().size())
            .boxed()
            .sorted(
                (x, y) -> Double.compare(ranking.meanRanks().get(x), ranking.meanRanks().get(y)))
            .map(i -> format("%s %.2f", ranking.models().get(i), ranking.meanRanks().get(i)))
            .collect(Collectors.joining(", "));
    sentences.add(format("Mean ranks over %d data sets: %s.", ranking.datasets().size(), ranks));
    sentences.add(
        format(
            "Friedman: chi-square %.3f, p %s%s. Ranks that differ by more than %.2f differ at 5 %%"
                + " (Nemenyi).",
            ranking.friedman().statistic(),
            equal(ranking.friedman().p()),
            Double.isFinite(ranking.imanDavenport().statistic())
                ? "; Iman-Davenport: p " + equal(ranking.imanDavenport().p())
                : "",
            ranking.criticalDifference()));
    return sentences;
  }

  /** How the numbers came about and what they do not show. */
  public List<String> method() {
    List<String> sentences = new ArrayList<>();
    boolean several = comparison.pairs().stream().anyMatch(pair -> pair.seeds() != null);
    boolean single = comparison.pairs().stream().anyMatch(pair -> pair.seeds() == null);
    sentences.add(
        "Difference, interval and p come from the same test samples or blocks of both models:"
            + " expanded bootstrap, and swap test with Holm's correction"
            + format(
                " for %d comparison%s.",
                comparison.pairs().size(), comparison.pairs().size() == 1 ? "" : "s"));
    if (several) {
      sentences.add(
          "With several seeds, scores are means over runs; \"over seeds\" is Welch's t interval,"
              + " and a model is called better only if both intervals exclude zero.");
    }
    if (single) {
      sentences.add("A model with one run is that run: nothing is known about another seed of it.");
    }
    return sentences;
  }
}
