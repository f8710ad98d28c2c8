package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Layer normalisation over the last axis (Ba et al. 2016, arXiv:1607.06450), with tensors {@code
 * weight} and {@code bias}, both {@code [width]}. It computes in float32 in every precision.
 */
public final class LayerNorm extends Module {
  private final TorchOps ops;
  private final double eps;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * @param eps term added to the variance: 1e-5 in torch by default, 1e-6 in most vision
   *     transformers
   */
  public LayerNorm(TorchOps ops, int width, double eps) {
    this.ops = ops;
    this.eps = eps;
    this.weight = parameter("weight", new Shape(width), Inits.ONES);
    this.bias = parameter("bias", new Shape(width), Inits.ZEROS);
  }

  /** {@code [*,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    return ops.layerNorm(x, weight.array(), bias.array(), eps);
  }

  /** Weight and bias, as arguments of a script that includes this layer. */
  public Stream<NDArray> arrays() {
    return Stream.of(weight.array(), bias.array());
  }
}
