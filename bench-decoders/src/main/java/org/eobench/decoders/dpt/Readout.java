package org.eobench.decoders.dpt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/** Mixes the class token of an image into each of its patches, by one linear layer and GELU. */
final class Readout extends Module {
  private static final String BESIDE_EACH =
      """
      def forward(self, x, token):
        tokens = x.flatten(2).transpose(1, 2)
        return torch.cat([tokens, token.unsqueeze(1).expand(tokens.size())], -1)
      """;

  private final TorchOps ops;
  private final Linear linear;

  Readout(TorchOps ops, int width) {
    this.ops = ops;
    linear = child("0", new Linear(ops, 2 * width, width, true));
  }

  /** {@code [B,D,h,w]} and {@code [B,D]} to {@code [B,D,h,w]}. */
  NDArray forward(NDArray map, NDArray token) {
    NDArray mixed = ops.gelu(linear.forward(ops.call(BESIDE_EACH, map, token)));
    int rows = Math.toIntExact(map.getShape().get(2));
    int columns = Math.toIntExact(map.getShape().get(3));
    return ops.tokensToMap(mixed, rows, columns);
  }

  /** The class token added to each patch, in place of the layer. */
  static NDArray added(NDArray map, NDArray token) {
    return NDArrays.add(map, token.expandDims(2).expandDims(3));
  }
}
