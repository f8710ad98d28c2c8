package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Transposed 2-D convolution with tensors {@code weight [in,out,kernel,kernel]} and {@code bias
 * [out]} and torch's default initialization (whose fan_in counts the outputs here).
 */
public final class ConvTranspose2d extends Module {
  private final TorchOps ops;
  private final int stride;
  private final int padding;
  private final Parameter weight;
  private final Parameter bias;

  /** A layer without padding. */
  public ConvTranspose2d(TorchOps ops, int in, int out, int kernel, int stride) {
    this(ops, in, out, kernel, stride, 0);
  }

  /**
   * @param padding pixels removed on each side of the output
   */
  public ConvTranspose2d(TorchOps ops, int in, int out, int kernel, int stride, int padding) {
    this.ops = ops;
    this.stride = stride;
    this.padding = padding;
    this.weight = parameter("weight", new Shape(in, out, kernel, kernel), Inits.kaimingUniform());
    this.bias = parameter("bias", new Shape(out), Inits.fanInUniform((long) out * kernel * kernel));
  }

  /** {@code [B,in,H,W]} to {@code [B,out,H',W']} with H' = (H-1)·stride + kernel - 2·padding. */
  public NDArray forward(NDArray x) {
    return ops.convTranspose2d(x, weight.array(), bias.array(), stride, padding);
  }
}
