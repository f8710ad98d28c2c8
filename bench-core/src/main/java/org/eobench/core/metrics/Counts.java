package org.eobench.core.metrics;

import java.util.List;

/**
 * Exact counts of a part of a split, from which metrics are computed. The counts of two parts add
 * up to the counts of both, so a split can be counted sample by sample, batch by batch, or by
 * several threads.
 *
 * @param <S> one sample: what a model predicts for it, and its target
 * @param <C> the counts themselves
 */
public interface Counts<S, C extends Counts<S, C>> {
  /** Counts one sample. */
  void count(S sample);

  /** Adds the counts of another part. */
  void add(C other);

  /** Adds the samples of one batch. Counts of metrics that average over batches keep them apart. */
  default void addBatch(List<C> samples) {
    samples.forEach(this::add);
  }
}
