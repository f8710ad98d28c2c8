package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.Module;

/** The feed-forward part of a transformer block, which processes each token separately. */
abstract class FeedForward extends Module {
  /**
   * A TorchScript method {@code mlp(self, x, w1, b1, w2, b2)}, which maps {@code [*,D]} to a
   * low-precision array of the same shape.
   */
  abstract String method();

  /** Weight and bias of the first layer, then of the second. */
  abstract Stream<NDArray> arrays();
}
