package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/** {@code y = x·Wᵀ + b}, with tensors {@code weight [out,in]} and {@code bias [out]}. */
public final class Linear extends Module {
  private final TorchOps ops;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /** A layer with torch's default initialization. */
  public Linear(TorchOps ops, int in, int out, boolean bias) {
    this(ops, in, out, Inits.kaimingUniform(), bias ? Inits.fanInUniform(in) : null);
  }

  /** A layer with given initial values; without bias if {@code biasInit} is null. */
  public Linear(TorchOps ops, int in, int out, Init weightInit, @Nullable Init biasInit) {
    this.ops = ops;
    this.weight = parameter("weight", new Shape(out, in), weightInit);
    this.bias = biasInit == null ? null : parameter("bias", new Shape(out), biasInit);
  }

  /** {@code [*,in]} to {@code [*,out]}. */
  public NDArray forward(NDArray x) {
    return ops.linear(x, weight.array(), bias == null ? null : bias.array());
  }

  /**
   * The weight {@code [out,in]}, as an argument of a script that includes this layer; see {@link
   * TorchOps#matrix}.
   */
  public NDArray weight() {
    return ops.matrix(weight.array());
  }

  /** The bias {@code [out]}, likewise; null if the layer has none. */
  public @Nullable NDArray bias() {
    return bias == null ? null : ops.matrix(bias.array());
  }

  /** Weight and bias (if any), as arguments of a script that includes this layer. */
  public Stream<NDArray> arrays() {
    return Stream.concat(Stream.of(weight()), Stream.ofNullable(bias()));
  }
}
