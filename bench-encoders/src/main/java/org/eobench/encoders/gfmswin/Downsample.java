package org.eobench.encoders.gfmswin;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ShiftedWindows;

/**
 * Halves the resolution of a map: the features of 2 × 2 places are normalised, and reduced to twice
 * those of one. An odd last row or column is completed by zeros.
 */
final class Downsample extends Module {
  private static final String SCRIPT =
      ShiftedWindows.QUADS
          + """
          def forward(self, x, g, h, w):
            return self.full(self.dense(torch.layer_norm(self.quads(x), g.size(), g, h, 1e-05), w, None))
          """;

  private final TorchOps ops;
  private final LayerNorm norm;
  private final Linear reduction;

  Downsample(TorchOps ops, int width) {
    this.ops = ops;
    norm = child("norm", new LayerNorm(ops, 4 * width, GfmSwinBlock.EPS));
    reduction =
        child("reduction", new Linear(ops, 4 * width, 2 * width, GfmSwinBlock.WEIGHT, null));
  }

  /** {@code [B,H,W,C]} to {@code [B,⌈H/2⌉,⌈W/2⌉,2C]}. */
  NDArray forward(NDArray x) {
    NDArray[] arguments =
        Stream.of(Stream.of(x), norm.arrays(), reduction.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(SCRIPT, arguments);
  }
}
