package org.eobench.encoders.prithvi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/** Adds the code of a coordinate to tokens, multiplied by the learned factor {@code scale [1]}. */
final class CoordinateEmbed extends Module {
  /** The initial factor. */
  private static final double SMALL = 0.1;

  private static final String ADD =
      """
      def forward(self, x, codes, scale):
        n = codes.size(1)
        grouped = x.reshape([x.size(0), n, x.size(1) // n, x.size(2)])
        return torch.add(grouped, torch.unsqueeze(torch.mul(codes, scale), 2)).reshape(x.size())
      """;

  private final TorchOps ops;
  private final int width;
  private final Parameter scale;

  CoordinateEmbed(TorchOps ops, int width) {
    this.ops = ops;
    this.width = width;
    this.scale = parameter("scale", new Shape(1), Inits.constant(SMALL));
  }

  /**
   * @param tokens {@code [B,N,D]} without the class token, group by group
   */
  NDArray forward(NDArray tokens, CoordinateCodes.Codes codes) {
    if (codes.known() == 0) {
      return tokens;
    }
    Shape shape = new Shape(tokens.getShape().get(0), codes.groups(), width);
    NDArray array = tokens.getManager().create(codes.values(), shape);
    return ops.call(ADD, tokens, array, scale.array());
  }
}
