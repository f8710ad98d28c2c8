package org.eobench.encoders.satlas;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ShiftedWindows;

/**
 * Halves the resolution of a map: the features of 2 × 2 places are reduced to twice those of one,
 * and normalised. An odd last row or column is completed by zeros.
 */
final class PatchMerging extends Module {
  private static final String SCRIPT =
      ShiftedWindows.QUADS
          + """
          def forward(self, x, w, g, h):
            return torch.layer_norm(self.full(self.dense(self.quads(x), w, None)), g.size(), g, h, 1e-05)
          """;

  private final TorchOps ops;
  private final Linear reduction;
  private final LayerNorm norm;

  PatchMerging(TorchOps ops, int width) {
    this.ops = ops;
    reduction =
        child("reduction", new Linear(ops, 4 * width, 2 * width, Inits.truncNormal(0.02), null));
    norm = child("norm", new LayerNorm(ops, 2 * width, SwinBlock.EPS));
  }

  /** {@code [B,H,W,C]} to {@code [B,⌈H/2⌉,⌈W/2⌉,2C]}. */
  NDArray forward(NDArray x) {
    NDArray[] arguments =
        Stream.of(Stream.of(x), reduction.arrays(), norm.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(SCRIPT, arguments);
  }
}
