package org.eobench.decoders.dino;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A 1×1 convolution without bias whose weight is a direction times a gain (Salimans and Kingma,
 * "Weight Normalization", NIPS 2016, arXiv:1602.07868). Tensors are {@code weight_v [out,in,1,1]}
 * and {@code weight_g [out,1,1,1]}. With several outputs, the gain is fixed to 1 as in DINO; with a
 * single output, it is learned.
 */
final class WeightNormConv extends Module {
  private static final String CONVOLUTION =
      """
      def forward(self, x, v, g):
        w = v * (g / torch.norm(v, 2, [1, 2, 3], True))
        return self.full(torch.conv2d(self.image(x), self.image(w)))
      """;

  private final TorchOps ops;
  private final Parameter gain;
  private final Parameter direction;

  WeightNormConv(TorchOps ops, int in, int out) {
    this.ops = ops;
    Shape gains = new Shape(out, 1, 1, 1);
    gain =
        out == 1
            ? parameter("weight_g", gains, Inits.ONES)
            : buffer("weight_g", gains, DataType.FLOAT32, Inits.ONES);
    direction = parameter("weight_v", new Shape(out, in, 1, 1), Inits.kaimingUniform());
  }

  /** {@code [B,in,h,w]} to {@code [B,out,h,w]}. */
  NDArray forward(NDArray x) {
    return ops.call(CONVOLUTION, x, direction.array(), gain.array());
  }
}
