package org.eobench.cli.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eobench.core.metrics.Metric;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.train.LoggedLines;

/**
 * The score of a job for the summary of its sweep: the metric that selects the best checkpoint,
 * {@code task.trainer.best_metric_key}, on the test split.
 */
public final class SweepScore {
  private final Metric<?> metric;

  /**
   * Reads the score of a run.
   *
   * @param metric metric that selects its best checkpoint
   */
  public SweepScore(Metric<?> metric) {
    this.metric = metric;
  }

  /** The score, such as {@code RMSE 24.31}, from the newest run in a job's folder. */
  String text(Path job) {
    try {
      Optional<Path> newest = newest(job);
      return newest.isEmpty() ? "" : metric.text(tested(newest.get()));
    } catch (IOException e) {
      return "cannot read its scores: " + e.getMessage();
    }
  }

  /** The score as a number; NaN if there is none. */
  public double value(Path job) {
    try {
      Optional<Path> newest = newest(job);
      return newest.isEmpty() ? Double.NaN : tested(newest.get());
    } catch (IOException unreadable) {
      return Double.NaN;
    }
  }

  private static Optional<Path> newest(Path job) throws IOException {
    try (Stream<Path> runs = Files.list(job)) {
      return runs.map(run -> run.resolve(RunDirectory.METRICS))
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(Path::toString));
    }
  }

  private double tested(Path metrics) {
    List<JsonNode> tests = LoggedLines.read(metrics).of("test");
    return tests.isEmpty()
        ? Double.NaN
        : tests.get(tests.size() - 1).path(metric.key()).asDouble(Double.NaN);
  }
}
