package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/** Vectors of length 1. */
final class UnitLength {
  private static final String SCRIPT =
      """
      def forward(self, x):
        return torch.div(x, torch.clamp_min(torch.norm(x, 2, [1], True), 1e-12))
      """;

  private UnitLength() {}

  /** {@code [B,D]}, each row divided by its length; zeros stay zeros. */
  static NDArray of(TorchOps ops, NDArray rows) {
    return ops.call(SCRIPT, rows);
  }
}
