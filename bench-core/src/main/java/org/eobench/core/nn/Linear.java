package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x·Wᵀ + b}, with tensors {@code weight [out,in]} and {@code bias [out]}. A trained
 * change of low rank may be added to the weight; see {@link #adapt}.
 */
public final class Linear extends Module {
  /** The last parts of the names of the tensors of a low-rank change. */
  public static final String LORA_A = "lora_A";

  public static final String LORA_B = "lora_B";

  private final TorchOps ops;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private @Nullable LowRank change;

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
    NDArray all = change == null ? weight.array() : change.added(weight.array());
    return ops.linear(x, all, bias == null ? null : bias.array());
  }

  /**
   * Like {@link #forward}, in float32 in every precision, for few rows and a large weight. There,
   * the product takes less time than casting the weight and its gradient, and with the weight first
   * a quarter of the time of torch's linear layer.
   *
   * @param x {@code [N,in]}
   * @return {@code [N,out]}
   */
  public NDArray forwardInFloat32(NDArray x) {
    NDArray all = change == null ? weight.array() : change.added(weight.array());
    return bias == null
        ? ops.call("def forward(self, x, w):\n  return torch.matmul(w, x.t()).t()\n", x, all)
        : ops.call(
            """
            def forward(self, x, w, b):
              return torch.addmm(torch.unsqueeze(b, 1), w, x.t()).t()
            """,
            x,
            all,
            bias.array());
  }

  /**
   * Adds a change of low rank to the weight (LoRA, Hu et al. 2021, arXiv:2106.09685): {@code W +
   * alpha/rank · B·A}, with the tensors {@code lora_A [rank,in]} and {@code lora_B [out,rank]}. It
   * has no values yet.
   *
   * @throws IllegalStateException if there is one already
   */
  public void adapt(int rank, double alpha) {
    change = child("", new LowRank(ops, weight.shape(), rank, alpha));
  }

  /** Adds the change to the weight for good, and removes its tensors; without one, nothing. */
  public void merge() {
    if (change != null) {
      change.mergeInto(weight);
      remove("");
      change = null;
    }
  }

  /**
   * The weight {@code [out,in]}, as an argument of a script that includes this layer; see {@link
   * TorchOps#matrix}. With a change of low rank, it is good for one script.
   */
  public NDArray weight() {
    return change == null ? ops.matrix(weight.array()) : change.added(weight.array());
  }

  /** The weight, as an argument of a script that uses it only through {@code self.dense}. */
  public NDArray dense() {
    return change == null ? ops.dense(weight.array()) : change.added(weight.array());
  }

  /** The bias {@code [out]}, likewise; null if the layer has none. */
  public @Nullable NDArray bias() {
    return bias == null ? null : ops.matrix(bias.array());
  }

  /** {@link #dense} and bias (if any), as arguments of a script that includes this layer. */
  public Stream<NDArray> denseArrays() {
    return Stream.concat(Stream.of(dense()), Stream.ofNullable(bias()));
  }

  /** Weight and bias (if any), as arguments of a script that includes this layer. */
  public Stream<NDArray> arrays() {
    return Stream.concat(Stream.of(weight()), Stream.ofNullable(bias()));
  }
}
