package org.eobench.decoders.pooling;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Reduces tokens to one vector: a learned query attends to their keys and gathers their values.
 * Neither the query nor the result is projected. The caller owns the tensors.
 */
public final class AttentionPool {
  /** {@code softmax(q·kᵀ/√d)}. */
  private static final String WEIGHTS =
      """
      def forward(self, kv, query):
        k = kv[:, :, :%1$d].reshape([kv.size(0), kv.size(1), %2$d, %3$d]).transpose(1, 2)
        q = query.reshape([%2$d, 1, %3$d]) * %4$.17g
        return torch.softmax(torch.matmul(q, k.transpose(-2, -1)), -1)
      """;

  private static final String GATHER =
      """
      def forward(self, kv, weights):
        v = kv[:, :, %1$d:].reshape([kv.size(0), kv.size(1), %2$d, %3$d]).transpose(1, 2)
        return torch.matmul(weights, v).reshape([kv.size(0), %1$d])
      """;

  /** Initial values of the query. */
  public static final Init QUERY = Inits.truncNormal(0.02);

  private static final int USUAL_HEAD = 64;

  private final TorchOps ops;
  private final Parameter query;
  private final Linear keysAndValues;
  private final String weights;
  private final String gather;

  /**
   * @param query {@code [D]}
   * @param keysAndValues the layer from D to 2·D features, the keys first
   * @param headDim features of a head, a divisor of D
   * @throws BenchException if it is none
   */
  public AttentionPool(TorchOps ops, Parameter query, Linear keysAndValues, int headDim) {
    this.ops = ops;
    this.query = query;
    this.keysAndValues = keysAndValues;
    int width = Math.toIntExact(query.shape().get(0));
    requireDivisor(width, headDim);
    int heads = width / headDim;
    double scale = 1 / Math.sqrt(headDim);
    weights = String.format(Locale.ROOT, WEIGHTS, width, heads, headDim, scale);
    gather = String.format(Locale.ROOT, GATHER, width, heads, headDim);
  }

  /** The usual features of a head: the largest divisor of the width D up to 64. */
  public static int headDim(int width) {
    return largestDivisor(width, USUAL_HEAD);
  }

  private static int largestDivisor(int width, int most) {
    return IntStream.rangeClosed(1, Math.min(width, most))
        .filter(size -> width % size == 0)
        .max()
        .orElseThrow();
  }

  private static void requireDivisor(int width, int headDim) {
    if (width % headDim == 0) {
      return;
    }
    int nearest = largestDivisor(width, headDim);
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "HeadsDoNotDivide",
                String.format(
                    Locale.ROOT,
                    "%d features of a token cannot be divided into heads of %d",
                    width,
                    headDim))
            .at("decoder.head_dim=" + headDim)
            .expecting("a divisor of the encoder's width " + width)
            .next(String.format(Locale.ROOT, "set `decoder.head_dim=%d`", nearest)));
  }

  /** {@code [P,N,D]}, N tokens at each of P places, to {@code [P,D]}. */
  public NDArray forward(NDArray tokens) {
    NDArray kv = keysAndValues.forward(tokens);
    return ops.call(gather, kv, ops.call(weights, kv, query.array()));
  }
}
