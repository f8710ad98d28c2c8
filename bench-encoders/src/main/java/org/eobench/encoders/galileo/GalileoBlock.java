package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.Mlp;

/**
 * A standard pre-norm transformer block with separate layers for queries, keys and values: {@code
 * norm1, attn.q, attn.k, attn.v, attn.proj, norm2, mlp}. Layer norm eps is 1e-5.
 */
final class GalileoBlock extends Module {
  private static final double EPS = 1e-5;

  private final LayerNorm norm1;
  private final Attention attn;
  private final LayerNorm norm2;
  private final Mlp mlp;

  GalileoBlock(TorchOps ops, int width, int heads, int hidden) {
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    attn = child("attn", new Attention(ops, width, heads));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    mlp = child("mlp", new Mlp(ops, width, hidden));
  }

  /** {@code [B,N,width]} to the same shape. */
  NDArray forward(NDArray x) {
    NDArray mixed = x.add(attn.forward(norm1.forward(x)));
    return mixed.add(mlp.forward(norm2.forward(mixed)));
  }

  private static final class Attention extends Module {
    private final TorchOps ops;
    private final String script;
    private final Linear q;
    private final Linear k;
    private final Linear v;
    private final Linear proj;

    Attention(TorchOps ops, int width, int heads) {
      this.ops = ops;
      script =
          String.format(
              Locale.ROOT,
              """
              def heads(self, x):
                return self.low(x.reshape([x.size(0), x.size(1), %d, -1]).transpose(1, 2))
              def forward(self, q, k, v):
                y = torch.scaled_dot_product_attention(self.heads(q), self.heads(k), self.heads(v))
                return self.full(y.transpose(1, 2).reshape(q.size()))
              """,
              heads);
      q = child("q", layer(width));
      k = child("k", layer(width));
      v = child("v", layer(width));
      proj = child("proj", layer(width));
    }

    private Linear layer(int width) {
      return new Linear(ops, width, width, Inits.xavierUniform(), Inits.ZEROS);
    }

    NDArray forward(NDArray x) {
      return proj.forward(ops.call(script, q.forward(x), k.forward(x), v.forward(x)));
    }
  }
}
