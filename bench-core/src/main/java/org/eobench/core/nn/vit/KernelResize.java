package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Resizes the kernel of a patch embedding in the forward pass, so that a patch and its enlargement
 * give the same token: the pseudo-inverse of bicubic resizing (FlexiViT: Beyer et al. 2023,
 * arXiv:2212.08013). Gradients reach the kernel.
 */
public final class KernelResize {
  private static final String RESIZED =
      """
      def forward(self, factor, kernel):
        return torch.matmul(torch.matmul(factor, kernel), factor.t())
      """;

  private final TorchOps ops;
  private final float[] factor;
  private final Shape shape;

  /**
   * A resize from one side to another.
   *
   * @param from side of the kernels in pixels
   * @param to side of the resized ones; {@code from} leaves them unchanged
   */
  public KernelResize(TorchOps ops, int from, int to) {
    this.ops = ops;
    factor = from == to ? new float[0] : PatchResize.bicubicFactor(from, to);
    shape = new Shape(to, from);
  }

  /**
   * Resizes kernels.
   *
   * @param kernel {@code [D,C,from,from]}
   * @param owner owner of the result if it is a new array
   * @return {@code [D,C,to,to]}
   */
  public NDArray apply(NDArray kernel, NDManager owner) {
    return factor.length == 0 ? kernel : ops.call(RESIZED, owner.create(factor, shape), kernel);
  }
}
