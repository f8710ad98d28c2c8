package org.eobench.core.nn.vit;

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
 * Post-norm transformer layer like {@code torch.nn.TransformerEncoderLayer}, with exact GELU or
 * ReLU, layer norm eps 1e-5 and no dropout, as one operator:
 *
 * <pre>
 * x = norm1(x + self_attn(x))
 * x = norm2(x + linear2(gelu(linear1(x))))
 * </pre>
 *
 * Names are torch's: {@code self_attn.in_proj_weight [3·width,width]}, {@code
 * self_attn.out_proj.weight}, {@code linear1}, {@code linear2}, {@code norm1}, {@code norm2}.
 */
public final class TransformerEncoderLayer extends Module {
  private static final double EPS = 1e-5;

  private static final String RELU =
      """
      def mlp(self, x, w1, b1, w2, b2):
        return self.dense(torch.relu(self.dense(x, w1, b1)), w2, b2)
      """;

  private final TorchOps ops;
  private final SelfAttention attention;
  private final Linear linear1;
  private final Linear linear2;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final String script;

  /** A layer with exact GELU. */
  public TransformerEncoderLayer(TorchOps ops, int width, int heads, int hidden) {
    this(ops, width, heads, hidden, Mlp.METHOD);
  }

  /** A layer with ReLU, torch's default. */
  public static TransformerEncoderLayer relu(TorchOps ops, int width, int heads, int hidden) {
    return new TransformerEncoderLayer(ops, width, heads, hidden, RELU);
  }

  private TransformerEncoderLayer(TorchOps ops, int width, int heads, int hidden, String mlp) {
    this.ops = ops;
    this.attention = child("self_attn", new SelfAttention(ops, width));
    this.linear1 = child("linear1", new Linear(ops, width, hidden, true));
    this.linear2 = child("linear2", new Linear(ops, hidden, width, true));
    this.norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    this.norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    this.script =
        Attention.method(heads)
            + mlp
            + String.format(
                Locale.ROOT,
                """
                def forward(self, x, wqkv, bqkv, wproj, bproj, w1, b1, w2, b2, g1, h1, g2, h2):
                  y = self.full(self.attention(x, wqkv, bqkv, wproj, bproj, None))
                  x = torch.layer_norm(x + y, g1.size(), g1, h1, %1$s)
                  y = self.full(self.mlp(x, w1, b1, w2, b2))
                  return torch.layer_norm(x + y, g2.size(), g2, h2, %1$s)
                """,
                EPS);
  }

  /** {@code [N,width]} or {@code [B,N,width]} to the same shape; attention runs over N. */
  public NDArray forward(NDArray x) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x),
                attention.arrays(),
                linear1.arrays(),
                linear2.arrays(),
                norm1.arrays(),
                norm2.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }

  /** Tensors of {@code torch.nn.MultiheadAttention}. */
  private static final class SelfAttention extends Module {
    private final TorchOps ops;
    private final Parameter weight;
    private final Parameter bias;
    private final Linear out;

    SelfAttention(TorchOps ops, int width) {
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
