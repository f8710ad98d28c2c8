package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Module;

/** Makes a fine map of the coarse one of a transformer. */
abstract class EnlargingNeck extends Module {
  /** Channels of the fine map. */
  abstract int width();

  /** {@code [B,D,h,w]} to {@code [B,width,f·h,f·w]}, f being the neck's own factor. */
  abstract NDArray forward(NDArray map);
}
