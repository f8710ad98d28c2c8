package org.eobench.core.metrics;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The counts of each sample and the scores that are computed from their sum. Metrics with the same
 * counting share it, so that samples are counted once.
 *
 * @param sample type of the samples, which determines the tasks
 * @param empty returns the counts of no sample
 * @param scores computes scores from counts
 * @param details further fields of {@code metrics.jsonl}, such as the scores of each class
 * @param stored how a run stores the counts of each sample, for intervals and comparisons; null if
 *     it does not
 * @param <S> one sample: a model's prediction and its target
 * @param <C> the counts
 * @param <R> the scores
 */
public record Counting<S, C extends Counts<S, C>, R>(
    Class<S> sample,
    Function<MetricContext, C> empty,
    BiFunction<C, MetricContext, R> scores,
    Function<R, Map<String, Object>> details,
    @Nullable StoredCounts<C> stored) {

  /** A counting whose counts are not stored. */
  public Counting(
      Class<S> sample,
      Function<MetricContext, C> empty,
      BiFunction<C, MetricContext, R> scores,
      Function<R, Map<String, Object>> details) {
    this(sample, empty, scores, details, null);
  }

  /** The same counting, whose counts are stored. */
  public Counting<S, C, R> storedAs(StoredCounts<C> form) {
    return new Counting<>(sample, empty, scores, details, form);
  }
}
