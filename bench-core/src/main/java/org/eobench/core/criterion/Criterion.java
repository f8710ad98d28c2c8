package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;

/** A loss. */
public interface Criterion {
  /**
   * Returns the loss of a batch, a float32 scalar with gradients.
   *
   * @param logits {@code [B,K,H,W]} float32
   * @param target {@code [B,H,W]} int64 class indices or the ignore index
   */
  NDArray loss(NDArray logits, NDArray target);
}
