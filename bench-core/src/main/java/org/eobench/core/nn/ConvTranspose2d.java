package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
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

  int stride() {
    return stride;
  }

  /** Kernel and bias. */
  Stream<NDArray> arrays() {
    return Stream.of(weight.array(), bias.array());
  }

  /** Shape of the output for an input of {@code [B,in,H,W]}. */
  Shape output(Shape input) {
    return new Shape(input.get(0), weight.shape().get(1), side(input.get(2)), side(input.get(3)));
  }

  private long side(long pixels) {
    return (pixels - 1) * stride + weight.shape().get(2) - 2L * padding;
  }

  /**
   * Whether this layer and a convolution of one position behind it take fewer multiplications as
   * one layer, for a single image {@code [B,in,H,W]}.
   *
   * @param mixing shape of the convolution's kernel, {@code [D,out,1,1]}
   */
  boolean pays(Shape input, Shape mixing) {
    boolean blocks = padding == 0 && weight.shape().get(2) == stride;
    boolean position = mixing.get(2) == 1 && mixing.get(3) == 1;
    double in = weight.shape().get(0);
    double between = weight.shape().get(1);
    double out = mixing.get(0);
    double positions = (double) input.get(2) * input.get(3);
    double saved = positions * (in * between + between * out - in * out);
    return blocks && position && saved > in * between * out;
  }

  /** {@code [B,in,H,W]} to {@code [B,out,H',W']} with H' = (H-1)·stride + kernel - 2·padding. */
  public NDArray forward(NDArray x) {
    return ops.convTranspose2d(x, weight.array(), bias.array(), stride, padding);
  }
}
