package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** What gives logits for images of one size; a model, or a stand-in for it. */
@FunctionalInterface
public interface TileModel {
  /**
   * The logits of a batch.
   *
   * @param images by modality, {@code [B,C,T,h,w]}
   * @return logits {@code [B,K,height,width]}
   */
  NDArray logits(Map<String, NDArray> images, int height, int width);
}
