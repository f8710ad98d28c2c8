package org.eobench.cli.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.cli.sweep.JobOutcome;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.cli.sweep.SweepScore;
import org.eobench.cli.terminal.TextTable;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.jspecify.annotations.Nullable;

/** The table at the end of a benchmark: own means over the seeds beside published scores. */
public final class PublishedScores {
  private static final double PERCENT = 100;

  /** Words that have columns of their own. */
  private static final List<String> NAMED = List.of("encoder=", "dataset=", "decoder=", "seed=");

  private final Benchmark benchmark;
  private final SweepPlan plan;

  public PublishedScores(Benchmark benchmark, SweepPlan plan) {
    this.benchmark = benchmark;
    this.plan = plan;
  }

  /**
   * A row of the table: runs that differ in nothing but their seed.
   *
   * @param others what else tells its runs from those of other rows
   */
  private record Row(
      String encoder, String dataset, String decoder, String others, String metric) {}

  /**
   * The lines of the table.
   *
   * @param outcomes what became of the jobs
   * @param width of the terminal
   */
  public List<String> lines(List<JobOutcome> outcomes, SweepJobs jobs, int width) {
    Map<Row, List<Double>> rows = new LinkedHashMap<>();
    Map<Row, Double> published = new HashMap<>();
    for (JobOutcome outcome : outcomes) {
      ComposedJob job = plan.jobs().get(outcome.job().number());
      var metric = Objects.requireNonNull(jobs.metrics().get(outcome.job().number()));
      Row row =
          new Row(
              choice(job, "encoder"),
              choice(job, "dataset"),
              choice(job, "decoder"),
              others(job),
              metric.key());
      Double other = published(job, row);
      if (other != null) {
        published.put(row, other);
      }
      List<Double> scores = rows.computeIfAbsent(row, key -> new ArrayList<>());
      double score =
          outcome.isDone() ? new SweepScore(metric).value(outcome.job().directory()) : Double.NaN;
      if (!Double.isNaN(score)) {
        scores.add(score);
      }
    }
    TextTable table =
        new TextTable(
            List.of(
                "encoder",
                "data set",
                "decoder",
                "others",
                "metric",
                "mean",
                "runs",
                "published",
                "difference"),
            5,
            6,
            7,
            8);
    rows.forEach((row, scores) -> table.add(cells(row, scores, published.get(row))));
    List<String> lines = new ArrayList<>();
    lines.add("benchmark " + benchmark.title());
    lines.addAll(table.lines());
    BenchmarkConfig.Published source = benchmark.published();
    lines.addAll(
        Wrap.lines(
            source == null
                ? "No scores are published for this benchmark."
                : "published: " + source.source(),
            width));
    return lines;
  }

  private String[] cells(Row row, List<Double> scores, @Nullable Double other) {
    BenchmarkConfig.Published published = benchmark.published();
    boolean percent = published != null && published.percent();
    double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double own = percent ? PERCENT * mean : mean;
    return new String[] {
      row.encoder(),
      row.dataset(),
      row.decoder(),
      row.others(),
      row.metric() + (percent ? " in %" : ""),
      number(own, percent),
      String.valueOf(scores.size()),
      other == null ? "" : number(other, percent),
      other == null || Double.isNaN(own)
          ? ""
          : String.format(Locale.ROOT, percent ? "%+.2f" : "%+.4f", own - other)
    };
  }

  /** Null if no score is published for such runs. */
  private @Nullable Double published(ComposedJob job, Row row) {
    BenchmarkConfig.Published published = benchmark.published();
    if (published == null) {
      return null;
    }
    for (Map.Entry<String, Map<String, Double>> entry : published.scores().entrySet()) {
      Map<String, String> wanted = new LinkedHashMap<>(published.arguments());
      List<String> words = List.of(entry.getKey().split(" +"));
      wanted.put("encoder", words.get(0));
      for (String word : words.subList(1, words.size())) {
        int equal = word.indexOf('=');
        wanted.put(word.substring(0, equal), word.substring(equal + 1));
      }
      if (wanted.entrySet().stream()
          .allMatch(one -> choice(job, one.getKey()).equalsIgnoreCase(one.getValue()))) {
        return entry.getValue().get(row.dataset());
      }
    }
    return null;
  }

  /** The words of a job that only some jobs of its data set have, besides those with columns. */
  private String others(ComposedJob job) {
    String dataset = choice(job, "dataset");
    return job.overrides().stream()
        .filter(word -> NAMED.stream().noneMatch(word::startsWith))
        .filter(
            word ->
                plan.jobs().stream()
                    .filter(other -> choice(other, "dataset").equals(dataset))
                    .anyMatch(other -> !other.overrides().contains(word)))
        .collect(Collectors.joining(" "));
  }

  private static String number(double value, boolean percent) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, percent ? "%.2f" : "%.4f", value);
  }

  private static String choice(ComposedJob job, String group) {
    String prefix = group + "=";
    return job.overrides().stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .reduce("", (earlier, later) -> later);
  }
}
