package org.eobench.core.metrics;

import java.util.Optional;
import org.eobench.core.error.Problem;

/**
 * How a task is scored: what is counted in any case, the best constant prediction, and the rows of
 * the table. Its columns are those of the metrics.
 *
 * @param <S> one sample: what a model predicts for it, and its target
 * @param <C> the counts that are made in any case
 * @param <R> the scores that follow from them
 */
public interface Scoring<S, C extends Counts<S, C>, R> {
  /** What is counted whatever metrics are asked for. */
  Counting<S, C, R> counting();

  /**
   * What is wrong with a split in which nothing counts; empty for any other.
   *
   * @param samples the number of samples
   */
  Optional<Problem> nothingCounts(C counts, int samples, MetricContext context);

  /**
   * The best constant prediction for the counted targets.
   *
   * @throws IllegalArgumentException when nothing counts
   */
  Constant<R> constant(C counts, MetricContext context);

  /**
   * The table.
   *
   * @param constant name of the constant prediction
   * @param rows takes the rows; it knows the columns
   */
  ScoreSheet sheet(R scores, String constant, SheetRows rows, MetricContext context);

  /**
   * The problem of a split in which nothing counts.
   *
   * @param what why nothing does
   * @param expected what would count
   */
  static Problem nothingToScore(String what, String expected) {
    return Problem.of("NothingToScore", what + ", so there is nothing to score")
        .expecting(expected)
        .next(
            "check the targets and dataset.ignore_index: `java -jar bench.jar check` with the same"
                + " arguments");
  }
}
