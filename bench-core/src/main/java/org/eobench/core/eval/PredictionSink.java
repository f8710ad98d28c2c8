package org.eobench.core.eval;

import org.eobench.core.loader.Batch;

/** Gets the predictions of an evaluation, batch by batch in order. */
@FunctionalInterface
public interface PredictionSink {
  /** Drops them. */
  PredictionSink NONE = (batch, classes) -> {};

  /**
   * Takes the predictions of one batch.
   *
   * @param classes predicted class of each pixel in C order, {@code [B,H,W]} with H and W of the
   *     batch's targets
   */
  void accept(Batch batch, int[] classes);
}
