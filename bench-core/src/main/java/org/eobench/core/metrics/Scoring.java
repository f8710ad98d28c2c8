package org.eobench.core.metrics;

import java.util.Optional;
import org.eobench.core.error.Problem;

/**
 * The scoring of a task: the counts that are always made, the best constant prediction, and the
 * rows of the table. The columns come from the metrics.
 *
 * @param <S> one sample: a model's prediction and its target
 * @param <C> the counts that are always made
 * @param <R> the scores computed from them
 */
public interface Scoring<S, C extends Counts<S, C>, R> {
  /** The counting that is used regardless of the requested metrics. */
  Counting<S, C, R> counting();

  /**
   * The problem of a split without any valid target; empty for other splits.
   *
   * @param samples the number of samples
   */
  Optional<Problem> nothingCounts(C counts, int samples, MetricContext context);

  /**
   * The best constant prediction for the counted targets.
   *
   * @throws IllegalArgumentException if there is no valid target
   */
  Constant<R> constant(C counts, MetricContext context);

  /**
   * Builds the table.
   *
   * @param constant name of the constant prediction
   * @param rows receives the rows and knows the columns
   */
  ScoreSheet sheet(R scores, String constant, SheetRows rows, MetricContext context);

  /**
   * The problem of a split without any valid target.
   *
   * @param what the reason
   * @param expected what a valid target would be
   */
  static Problem nothingToScore(String what, String expected) {
    return Problem.of("NothingToScore", what + ", so there is nothing to score")
        .expecting(expected)
        .next(
            "check the targets and dataset.ignore_index: `java -jar bench.jar check` with the same"
                + " arguments");
  }
}
