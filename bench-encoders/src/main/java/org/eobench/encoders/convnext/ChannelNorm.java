package org.eobench.encoders.convnext;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/** Layer normalisation over the channels of a map, separately at each place; eps 1e-6. */
public final class ChannelNorm extends Module {
  static final double EPS = 1e-6;

  private static final String SCRIPT =
      """
      def forward(self, x, w, b):
        y = torch.layer_norm(x.permute([0, 2, 3, 1]), w.size(), w, b, 1e-06)
        return y.permute([0, 3, 1, 2])
      """;

  private final TorchOps ops;
  private final LayerNorm norm;

  public ChannelNorm(TorchOps ops, int width) {
    this.ops = ops;
    norm = child("", new LayerNorm(ops, width, EPS));
  }

  /** {@code [B,C,H,W]} to the same shape. */
  public NDArray forward(NDArray map) {
    return ops.call(SCRIPT, Stream.concat(Stream.of(map), norm.arrays()).toArray(NDArray[]::new));
  }
}
