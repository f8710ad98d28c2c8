package org.eobench.core.eval;

import java.util.List;
import org.eobench.core.loader.Batch;

/** Gets the scored samples of an evaluation, batch by batch in order. */
@FunctionalInterface
public interface SampleSink {
  /** Drops them. */
  SampleSink NONE = (batch, ids, samples) -> {};

  /**
   * Takes the scored samples of one batch.
   *
   * @param ids their ids
   * @param samples predictions and targets as the metrics of the task take them, in the same order
   */
  void accept(Batch batch, List<String> ids, List<?> samples);
}
