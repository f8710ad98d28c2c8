package org.eobench.encoders.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Post-norm layer in which one sequence attends to another, as one operator:
 *
 * <pre>
 * x = norm1(x + attn(x, context))
 * x = norm3(x + linear2(gelu(linear1(x))))
 * </pre>
 *
 * The attention is that of {@code torch.nn.MultiheadAttention} over the tokens of each image; its
 * {@code in_proj_weight [3·D,D]} has the rows of queries, then keys, then values.
 */
final class CrossAttentionLayer extends Module {
  private static final double EPS = 1e-5;

  private final TorchOps ops;
  private final Attention attention;
  private final Linear linear1;
  private final Linear linear2;
  private final LayerNorm norm1;
  private final LayerNorm norm3;
  private final String script;

  CrossAttentionLayer(TorchOps ops, int width, int heads) {
    this.ops = ops;
    attention = child("attn", new Attention(ops, width));
    linear1 = child("linear1", new Linear(ops, width, 4 * width, true));
    linear2 = child("linear2", new Linear(ops, 4 * width, width, true));
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    norm3 = child("norm3", new LayerNorm(ops, width, EPS));
    script =
        String.format(
            Locale.ROOT,
            """
            def split(self, x, w, b, parts: int):
              y = self.dense(x, w, b)
              y = y.reshape([y.size(0), y.size(1), parts, %1$d, -1])
              return y.permute([2, 0, 3, 1, 4])
            def forward(self, x, context, win, bin, wout, bout, w1, b1, w2, b2, g1, h1, g3, h3):
              d = wout.size(0)
              q = self.split(x, torch.slice(win, 0, 0, d), torch.slice(bin, 0, 0, d), 1)
              kv = self.split(context, torch.slice(win, 0, d), torch.slice(bin, 0, d), 2)
              y = torch.scaled_dot_product_attention(q[0], kv[0], kv[1])
              y = self.full(self.dense(y.transpose(1, 2).flatten(2), wout, bout))
              x = torch.layer_norm(x + y, g1.size(), g1, h1, %2$s)
              y = self.full(self.dense(self.dense_gelu(x, w1, b1), w2, b2))
              return torch.layer_norm(x + y, g3.size(), g3, h3, %2$s)
            """,
            heads,
            EPS);
  }

  /**
   * {@code [B,N,D]} to the same shape.
   *
   * @param context the sequence that is attended to, {@code [B,M,D]}
   */
  NDArray forward(NDArray x, NDArray context) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x, context),
                attention.arrays(),
                linear1.arrays(),
                linear2.arrays(),
                norm1.arrays(),
                norm3.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }

  /** Tensors of {@code torch.nn.MultiheadAttention}. */
  private static final class Attention extends Module {
    private final TorchOps ops;
    private final Parameter weight;
    private final Parameter bias;
    private final Linear out;

    Attention(TorchOps ops, int width) {
      this.ops = ops;
      weight = parameter("in_proj_weight", new Shape(3L * width, width), Inits.xavierUniform());
      bias = parameter("in_proj_bias", new Shape(3L * width), Inits.ZEROS);
      out = child("out_proj", new Linear(ops, width, width, Inits.kaimingUniform(), Inits.ZEROS));
    }

    Stream<NDArray> arrays() {
      return Stream.concat(
          Stream.of(ops.matrix(weight.array()), ops.matrix(bias.array())), out.arrays());
    }
  }
}
