package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/** Normalisation of vectors to unit length. */
final class UnitLength {
  private static final String SCRIPT =
      """
      def forward(self, x):
        return torch.div(x, torch.clamp_min(torch.norm(x, 2, [1], True), 1e-12))
      """;

  private UnitLength() {}

  /** {@code [B,D]} with each row divided by its norm; zero rows stay zero. */
  static NDArray of(TorchOps ops, NDArray rows) {
    return ops.call(SCRIPT, rows);
  }
}
