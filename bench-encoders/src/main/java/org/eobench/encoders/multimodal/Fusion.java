package org.eobench.encoders.multimodal;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Module;

/** Joins the tokens that two encoders give for the same places. */
abstract class Fusion extends Module {
  /**
   * Joins two sequences.
   *
   * @param radar tokens of Sentinel-1 after the final norm, {@code [B,N,D]}
   * @param optical tokens of Sentinel-2 likewise
   * @return {@code [B,N,D]}
   */
  abstract NDArray forward(NDArray radar, NDArray optical);
}
