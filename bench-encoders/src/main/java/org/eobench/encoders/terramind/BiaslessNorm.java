package org.eobench.encoders.terramind;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/** Layer normalisation over the last axis with a {@code weight [width]} and no bias. */
final class BiaslessNorm extends Module {
  static final double EPS = 1e-6;

  private static final String SCRIPT =
      """
      def forward(self, x, w):
        return torch.layer_norm(x, w.size(), w, None, 1e-06)
      """;

  private final TorchOps ops;
  private final Parameter weight;

  BiaslessNorm(TorchOps ops, int width) {
    this.ops = ops;
    weight = parameter("weight", new Shape(width), Inits.ONES);
  }

  /** {@code [*,width]} to the same shape. */
  NDArray forward(NDArray x) {
    return ops.call(SCRIPT, x, weight.array());
  }

  NDArray weight() {
    return weight.array();
  }
}
