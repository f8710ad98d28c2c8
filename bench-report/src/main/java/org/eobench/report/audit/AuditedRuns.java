package org.eobench.report.audit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunFacts;
import org.eobench.report.runs.Floor;
import org.eobench.report.runs.StoredRun;

/**
 * The runs to audit.
 *
 * @param runs complete runs, also those with the same fingerprint
 * @param baseline earlier results of the same experiments; may be empty
 */
record AuditedRuns(List<StoredRun> runs, List<StoredRun> baseline) {
  AuditedRuns {
    runs = List.copyOf(runs);
    baseline = List.copyOf(baseline);
  }

  /** Runs whose scores belong in one column: same data, task, protocol and metric. */
  List<List<StoredRun>> columns() {
    return List.copyOf(
        runs.stream()
            .collect(
                Collectors.groupingBy(AuditedRuns::column, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private static List<Object> column(StoredRun run) {
    Outcome outcome = run.outcome();
    RunFacts facts = outcome.facts();
    return Arrays.asList(
        facts.dataset(),
        facts.datasetVersion(),
        facts.task(),
        facts.split(),
        facts.protocol(),
        outcome.bestMetric(),
        outcome.context().rules(),
        testFiles(run));
  }

  private static String testFiles(StoredRun run) {
    Provenance made = run.record().provenance();
    return made == null ? "" : made.data().filesSha256().getOrDefault("test", "");
  }

  /** What distinguishes two runs of a column apart from encoder, decoder and seed. */
  static Map<String, String> options(StoredRun run) {
    Map<String, String> options = new TreeMap<>(run.record().choices());
    for (String word : run.record().overrides()) {
      int equal = word.indexOf('=');
      if (equal > 0) {
        options.put(word.substring(0, equal).replaceFirst("^\\++", ""), word.substring(equal + 1));
      }
    }
    List.of("encoder", "decoder", "seed", "work_dir", "cache_dir", "device", "num_workers")
        .forEach(options::remove);
    return options;
  }

  /** The training samples that a run was given: a share, or so many of each class. */
  static List<Object> labels(StoredRun run) {
    Provenance made = run.record().provenance();
    SubsetFacts subset = made == null ? null : made.data().subset();
    return subset == null ? List.of() : Arrays.asList(subset.fraction(), subset.kShot());
  }

  static String encoder(StoredRun run) {
    return run.outcome().facts().encoder();
  }

  static boolean isFloor(StoredRun run) {
    return Floor.of(encoder(run)).isPresent();
  }

  static String decoder(StoredRun run) {
    return run.outcome().facts().decoder();
  }

  /** The value of the metric that selected the checkpoint; NaN if undefined. */
  static double score(StoredRun run) {
    return run.score(run.outcome().bestMetric()).orElse(Double.NaN);
  }

  static MetricFacts metric(StoredRun run) {
    Outcome outcome = run.outcome();
    MetricFacts facts = outcome.metrics().get(outcome.bestMetric());
    if (facts == null) {
      throw new IllegalArgumentException("no facts about " + outcome.bestMetric());
    }
    return facts;
  }

  static String name(StoredRun run) {
    Path name = run.directory().getFileName();
    return name == null ? run.directory().toString() : name.toString();
  }

  /** A row with a run's score and what else shows the fault. */
  static AuditFinding.Row row(StoredRun run, String detail) {
    String score =
        String.format(
            Locale.ROOT, "%s %s", run.outcome().bestMetric().replace('_', ' '), text(run));
    return new AuditFinding.Row(name(run), detail.isEmpty() ? score : score + ", " + detail);
  }

  private static String text(StoredRun run) {
    return number(run, score(run));
  }

  /** A value of the run's metric for people: fractions in percent. */
  static String number(StoredRun run, double value) {
    boolean fraction = metric(run).unit() == Metric.Unit.FRACTION;
    return String.format(Locale.ROOT, fraction ? "%.2f" : "%.4g", fraction ? 100 * value : value);
  }
}
