package org.eobench.report.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunFacts;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.report.compare.TestedRun;
import org.eobench.report.runs.Machine;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * A run as a baseline keeps it.
 *
 * @param fingerprint hash of its configuration
 * @param experiment hash of its configuration without the seed
 * @param overrides its arguments that can change a result, to say what differs
 * @param facts conditions of its scores
 * @param context classes and rules of its metrics
 * @param bestMetric key of the metric that selected its checkpoint
 * @param scores value of each metric on the test split
 * @param metrics direction and unit of each metric
 * @param dataFiles hash of the list of files of each split
 * @param weightsSha256 hash of the encoder's checkpoint; null for random weights
 * @param machine the machine class
 * @param seconds time of its last start
 * @param memoryMb largest resident memory in MiB; null if it was not measured
 * @param ids ids of the test samples
 * @param places ground of each test sample; null where it is not known
 * @param counts numbers of each test sample, by the name of their array
 */
record BaselineRun(
    String fingerprint,
    String experiment,
    List<String> overrides,
    RunFacts facts,
    MetricContext context,
    String bestMetric,
    Map<String, Double> scores,
    Map<String, MetricFacts> metrics,
    Map<String, String> dataFiles,
    @Nullable String weightsSha256,
    Machine machine,
    double seconds,
    @Nullable Double memoryMb,
    List<String> ids,
    List<@Nullable Footprint> places,
    Map<String, List<double[]>> counts) {

  /** A complete run with its provenance and counts. */
  static BaselineRun of(StoredRun run, TestSamples samples) {
    Outcome outcome = run.outcome();
    Provenance provenance = Objects.requireNonNull(run.record().provenance());
    Provenance.Weights weights = provenance.weights();
    return new BaselineRun(
        run.record().fingerprint(),
        Objects.requireNonNullElse(run.record().experiment(), run.record().fingerprint()),
        run.record().overrides().stream().filter(BaselineRun::counts).toList(),
        outcome.facts(),
        outcome.context(),
        outcome.bestMetric(),
        outcome.scores(),
        outcome.metrics(),
        new TreeMap<>(provenance.data().filesSha256()),
        weights == null ? null : weights.sha256(),
        Machine.of(provenance.environment()),
        outcome.cost().seconds(),
        outcome.cost().peakMemoryMb(),
        samples.ids(),
        samples.places(),
        samples.arrays());
  }

  /** Whether an argument can change a result; folders of the machine do not belong into a file. */
  private static boolean counts(String override) {
    String key = override.replaceFirst("=.*", "").replaceFirst("^[+~]+", "");
    return Fingerprint.counts(key, "any");
  }

  /** What is compared as one: the runs of a model on a data set. */
  String name() {
    return facts.dataset() + " " + facts.encoder() + "/" + facts.decoder();
  }

  /**
   * The run for a comparison.
   *
   * @param from where it is stored
   * @throws IllegalArgumentException if its counts do not fit its ids or classes
   */
  TestedRun tested(String from, Function<String, List<Metric<?>>> taskMetrics) {
    return new TestedRun(
        from + " (" + facts.run() + ")",
        fingerprint,
        experiment,
        facts,
        context,
        bestMetric,
        scores,
        metrics,
        dataFiles.get("test"),
        Optional.of(TestSamples.of(ids, places, counts, taskMetrics.apply(facts.task()), context)));
  }
}
