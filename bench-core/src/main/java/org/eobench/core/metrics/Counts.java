package org.eobench.core.metrics;

import java.util.List;

/**
 * Exact counts over a part of a split, from which metrics are computed. The counts of two parts add
 * up to the counts of both, so a split can be counted by sample, by batch, or by several threads.
 *
 * @param <S> one sample: a model's prediction and its target
 * @param <C> the type of the counts itself
 */
public interface Counts<S, C extends Counts<S, C>> {
  /** Counts one sample. */
  void count(S sample);

  /** Adds the counts of another part. */
  void add(C other);

  /**
   * Adds the samples of one batch. Counts of metrics that average over batches keep the batches
   * separate.
   */
  default void addBatch(List<C> samples) {
    samples.forEach(this::add);
  }
}
