package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * 2-D convolution with tensors {@code weight [out,in/groups,kernel,kernel]} and {@code bias [out]}
 * and torch's default initialization.
 */
public final class Conv2d extends Module {
  private final TorchOps ops;
  private final ConvOptions options;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  public Conv2d(TorchOps ops, int in, int out, int kernel, boolean bias, ConvOptions options) {
    this(ops, in, out, kernel, bias, options, Inits.kaimingUniform());
  }

  /**
   * @param init initial values of the weight
   */
  public Conv2d(
      TorchOps ops, int in, int out, int kernel, boolean bias, ConvOptions options, Init init) {
    this(ops, in, out, kernel, options, init, bias ? fanIn(in, kernel, options) : null);
  }

  /** A layer with given initial values; without bias if {@code biasInit} is null. */
  public Conv2d(
      TorchOps ops,
      int in,
      int out,
      int kernel,
      ConvOptions options,
      Init weightInit,
      @Nullable Init biasInit) {
    this.ops = ops;
    this.options = options;
    this.weight =
        parameter("weight", new Shape(out, in / options.groups(), kernel, kernel), weightInit);
    this.bias = biasInit == null ? null : parameter("bias", new Shape(out), biasInit);
  }

  private static Init fanIn(int in, int kernel, ConvOptions options) {
    return Inits.fanInUniform((long) (in / options.groups()) * kernel * kernel);
  }

  /** A dense convolution that keeps the map size: an odd kernel with padding of half its size. */
  public Conv2d(TorchOps ops, int in, int out, int kernel, boolean bias) {
    this(ops, in, out, kernel, bias, ConvOptions.DEFAULT.padding(kernel / 2));
  }

  /** {@code [B,in,H,W]} to {@code [B,out,H',W']}. */
  public NDArray forward(NDArray x) {
    return ops.conv2d(x, weight.array(), bias == null ? null : bias.array(), options);
  }

  /** Kernel and bias (if any), as arguments of a script that includes this layer. */
  public Stream<NDArray> arrays() {
    return Stream.concat(
        Stream.of(ops.kernel(weight.array())),
        Stream.ofNullable(bias).map(tensor -> ops.matrix(tensor.array())));
  }

  /** Shape of the output for an input of {@code [B,in,H,W]}. */
  Shape output(Shape input) {
    return new Shape(input.get(0), weight.shape().get(0), side(input.get(2)), side(input.get(3)));
  }

  private long side(long pixels) {
    long taps = (weight.shape().get(2) - 1) * options.dilation() + 1;
    return (pixels + 2L * options.padding() - taps) / options.stride() + 1;
  }

  ConvOptions options() {
    return options;
  }

  /** The kernel size. */
  int kernel() {
    return (int) weight.shape().get(2);
  }

  NDArray weight() {
    return weight.array();
  }

  @Nullable NDArray bias() {
    return bias == null ? null : bias.array();
  }
}
