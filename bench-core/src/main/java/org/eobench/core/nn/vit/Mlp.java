package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Two linear layers with an exact GELU between them, with timm's names {@code fc1} and {@code fc2}.
 */
public final class Mlp extends FeedForward {
  /**
   * {@code mlp(x, w1, b1, w2, b2)}: maps {@code [*,D]} to a low-precision array of the same shape.
   */
  static final String METHOD =
      """
      def mlp(self, x, w1, b1, w2, b2):
        return self.dense(self.dense_gelu(x, w1, b1), w2, b2)
      """;

  private static final String QUICK =
      """
      def mlp(self, x, w1, b1, w2, b2):
        y = self.dense(x, w1, b1)
        return self.dense(y * torch.sigmoid(1.702 * y), w2, b2)
      """;

  private static final String FORWARD =
      """
      def forward(self, x, w1, b1, w2, b2):
        return self.full(self.mlp(x, w1, b1, w2, b2))
      """;

  private final TorchOps ops;
  private final Linear fc1;
  private final Linear fc2;
  private final String method;

  public Mlp(TorchOps ops, int width, int hidden) {
    this(ops, width, hidden, false, Inits.xavierUniform());
  }

  /**
   * An MLP with weights from {@code init} and zero biases.
   *
   * @param quick whether the activation is {@code x·sigmoid(1.702·x)} instead of an exact GELU
   */
  Mlp(TorchOps ops, int width, int hidden, boolean quick, Init init) {
    this.ops = ops;
    this.method = quick ? QUICK : METHOD;
    this.fc1 = child("fc1", new Linear(ops, width, hidden, init, Inits.ZEROS));
    this.fc2 = child("fc2", new Linear(ops, hidden, width, init, Inits.ZEROS));
  }

  /** {@code [*,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    return ops.call(
        method + FORWARD, Stream.concat(Stream.of(x), arrays()).toArray(NDArray[]::new));
  }

  @Override
  String method() {
    return method;
  }

  @Override
  Stream<NDArray> arrays() {
    return Stream.concat(fc1.denseArrays(), fc2.denseArrays());
  }
}
