package org.eobench.core.results;

import java.nio.file.Path;
import org.eobench.core.metrics.Scores;

/**
 * The result of a run.
 *
 * @param directory the run directory with checkpoints, log and results
 * @param facts the conditions of the scores
 * @param scores the value of each metric, the table with a row for each class, and the counts of
 *     each sample. The result of an earlier run has no counts, because they are not stored
 * @param timings durations of its parts
 */
public record RunResult(Path directory, RunFacts facts, Scores scores, Timings timings) {
  /**
   * The value of a metric on the split {@link RunFacts#split()}.
   *
   * @param key key such as {@code mIoU}; fractions are in {@code [0,1]}, errors in the unit of the
   *     data
   * @throws IllegalArgumentException if this metric was not computed
   */
  public double score(String key) {
    return scores.value(key);
  }

  /** The table as printed by the command line. */
  public String text() {
    return TextWriter.text(this);
  }
}
