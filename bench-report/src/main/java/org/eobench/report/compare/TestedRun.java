package org.eobench.report.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.results.RunFacts;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison needs of a run, wherever it was stored.
 *
 * @param place where it was stored, for messages
 * @param fingerprint hash of its configuration
 * @param experiment hash of its configuration without the seed; null in records of old
 * @param facts conditions of its scores
 * @param context classes and rules of its metrics
 * @param bestMetric key of the metric that selected its checkpoint
 * @param scores value of each metric on the test split
 * @param metrics direction and unit of each metric
 * @param testFiles hash of the list of test files; null if it was not stored
 * @param samples counts of its test samples; empty if it stored none
 */
public record TestedRun(
    String place,
    String fingerprint,
    @Nullable String experiment,
    RunFacts facts,
    MetricContext context,
    String bestMetric,
    Map<String, Double> scores,
    Map<String, MetricFacts> metrics,
    @Nullable String testFiles,
    Optional<TestSamples> samples) {
  private static final String TEST = "test";

  /**
   * A run of a directory, whose counts are read.
   *
   * @param metrics all metrics of a task, by its key
   */
  public static TestedRun of(StoredRun run, Function<String, List<Metric<?>>> metrics) {
    Outcome outcome = run.outcome();
    return new TestedRun(
        run.directory().toString(),
        run.record().fingerprint(),
        run.record().experiment(),
        outcome.facts(),
        outcome.context(),
        outcome.bestMetric(),
        outcome.scores(),
        outcome.metrics(),
        run.record().provenance() == null
            ? null
            : Objects.requireNonNull(run.record().provenance()).data().filesSha256().get(TEST),
        run.samples(metrics.apply(outcome.facts().task())));
  }

  /** Encoder and decoder, the usual name of what is compared. */
  public String model() {
    return facts.encoder() + "/" + facts.decoder();
  }

  /** Hash of its counts; empty if there are none. */
  String samplesSha256() {
    return samples.flatMap(TestSamples::sha256).orElse("");
  }

  /**
   * The counts.
   *
   * @throws IllegalStateException if there are none
   */
  TestSamples requireSamples() {
    return samples.orElseThrow(() -> new IllegalStateException("no counts in " + place));
  }
}
