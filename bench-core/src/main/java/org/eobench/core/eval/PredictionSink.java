package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import org.eobench.core.loader.Batch;

/** Gets the predictions of an evaluation, batch by batch in order. */
@FunctionalInterface
public interface PredictionSink {
  /** Drops them. */
  PredictionSink NONE = (batch, logits) -> {};

  /**
   * Takes the predictions of one batch.
   *
   * @param logits {@code [B,K,H,W]} with H and W of the batch's targets, or {@code [B,K]}; freed
   *     afterwards
   */
  void accept(Batch batch, NDArray logits);
}
