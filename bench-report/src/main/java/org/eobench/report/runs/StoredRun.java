package org.eobench.report.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;

/**
 * A complete run as its directory tells it.
 *
 * @param directory its directory
 * @param record its {@code run.json}, with an outcome
 */
public record StoredRun(Path directory, RunRecord record) {
  /**
   * @throws IllegalArgumentException if the run is not complete, or an old one without an outcome
   */
  public StoredRun {
    if (record.state() != RunState.COMPLETE || record.outcome() == null) {
      throw new IllegalArgumentException("run without a result: " + directory);
    }
  }

  /** What the run found. */
  public Outcome outcome() {
    return Objects.requireNonNull(record.outcome());
  }

  /**
   * The value of a metric.
   *
   * @return empty if the run did not compute it, or it is undefined
   */
  public Optional<Double> score(String metric) {
    Double value = outcome().scores().get(metric);
    return value == null || value.isNaN() ? Optional.empty() : Optional.of(value);
  }

  /**
   * The counts of the test samples.
   *
   * @param metrics metrics of its task
   * @return empty if the run stored none
   * @throws org.eobench.core.error.BenchException if the file is damaged
   */
  public Optional<TestSamples> samples(List<Metric<?>> metrics) {
    return TestSamplesFile.read(directory, metrics, outcome().context());
  }
}
