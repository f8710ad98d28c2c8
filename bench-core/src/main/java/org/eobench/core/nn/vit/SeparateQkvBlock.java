package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The block of {@link TransformerBlock} with separate projections to queries, keys and values, as
 * in Galileo and SpectralGPT: {@code norm1, attn.q, attn.k, attn.v, attn.proj, norm2, mlp.fc1,
 * mlp.fc2}, all with bias.
 */
public final class SeparateQkvBlock extends Module {
  private static final String SCRIPT =
      Mlp.METHOD
          + """
          def heads(self, x, w, b):
            y = self.dense(x, w, b)
            return y.reshape([y.size(0), y.size(1), %1$d, -1]).transpose(1, 2)
          def forward(self, x%3$s, g1, h1, g2, h2, w1, b1, w2, b2, wq, bq, wk, bk, wv, bv, wp, bp):
            y = torch.layer_norm(x, g1.size(), g1, h1, %2$s)
            q = self.heads(y, wq, bq)
            k = self.heads(y, wk, bk)
            y = torch.scaled_dot_product_attention(q, k, self.heads(y, wv, bv)%4$s)
            y = y.transpose(1, 2).reshape(x.size())
            x = x + self.full(self.dense(y, wp, bp))
            y = torch.layer_norm(x, g2.size(), g2, h2, %2$s)
            return x + self.full(self.mlp(y, w1, b1, w2, b2))
          """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Linear q;
  private final Linear k;
  private final Linear v;
  private final Linear proj;
  private final LayerNorm norm2;
  private final Mlp mlp;
  private final String script;
  private final String maskedScript;

  /**
   * A block whose linear layers are initialized as Xavier uniform.
   *
   * @param width features per token
   * @param hidden features inside the MLP
   * @param eps eps of both layer norms
   */
  public SeparateQkvBlock(TorchOps ops, int width, int heads, int hidden, double eps) {
    this.ops = ops;
    norm1 = child("norm1", new LayerNorm(ops, width, eps));
    q = child("attn.q", layer(width));
    k = child("attn.k", layer(width));
    v = child("attn.v", layer(width));
    proj = child("attn.proj", layer(width));
    norm2 = child("norm2", new LayerNorm(ops, width, eps));
    mlp = child("mlp", new Mlp(ops, width, hidden));
    script = String.format(Locale.ROOT, SCRIPT, heads, eps, "", "");
    maskedScript = String.format(Locale.ROOT, SCRIPT, heads, eps, ", mask", ", self.low(mask)");
  }

  private Linear layer(int width) {
    return new Linear(ops, width, width, Inits.xavierUniform(), Inits.ZEROS);
  }

  /** {@code [B,N,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    return forward(x, null);
  }

  /**
   * Like {@link #forward(NDArray)}, without attention to some tokens.
   *
   * @param mask {@code [B,1,1,N]}, added to the scores: minus infinity for the tokens that a sample
   *     lacks and 0 for others; null if no sample lacks any
   */
  public NDArray forward(NDArray x, @Nullable NDArray mask) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x),
                Stream.ofNullable(mask),
                norm1.arrays(),
                norm2.arrays(),
                mlp.arrays(),
                q.arrays(),
                k.arrays(),
                v.arrays(),
                proj.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(mask == null ? script : maskedScript, arguments);
  }
}
