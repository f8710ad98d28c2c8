package org.eobench.core.inference;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.EncoderInput;

/** Predicts logits for images of one size: a model, or a substitute in tests. */
@FunctionalInterface
public interface TileModel {
  /**
   * The logits of a batch.
   *
   * @param input images {@code [B,C,T,h,w]}
   * @return logits {@code [B,K,height,width]}
   */
  NDArray logits(EncoderInput input, int height, int width);
}
