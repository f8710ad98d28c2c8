package org.eobench.core.results;

import java.nio.file.Path;
import org.eobench.core.metrics.Scores;

/**
 * What a run found.
 *
 * @param directory the run directory, which holds the checkpoints, the log and the results
 * @param facts what the scores were made of and under
 * @param scores the value of each metric, the table with a row for each class, and the counts of
 *     each sample. A run that was complete before has no counts: they are not kept
 * @param timings how long it took
 */
public record RunResult(Path directory, RunFacts facts, Scores scores, Timings timings) {
  /**
   * The value of a metric on the split that {@link RunFacts#split()} names.
   *
   * @param key such as {@code mIoU}; fractions lie in {@code [0,1]}, errors are in the unit of the
   *     data
   * @throws IllegalArgumentException when this metric was not computed
   */
  public double score(String key) {
    return scores.value(key);
  }

  /** The table as the command line prints it. */
  public String text() {
    return TextWriter.text(this);
  }
}
