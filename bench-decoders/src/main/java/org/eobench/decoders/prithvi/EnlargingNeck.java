package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Module;

/** Turns the coarse map of a transformer into a fine one. */
abstract class EnlargingNeck extends Module {
  /** Channels of the fine map. */
  abstract int width();

  /** Maps {@code [B,D,h,w]} to {@code [B,width,f·h,f·w]}, where f is the neck's factor. */
  abstract NDArray forward(NDArray map);
}
