package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;

/**
 * Pre-norm block of a vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929), one operator
 * with fused attention:
 *
 * <pre>
 * x = x + proj(attention(norm1(x)))
 * x = x + fc2(gelu(fc1(norm2(x))))
 * </pre>
 *
 * Names are timm's: {@code norm1, attn.qkv, attn.proj, norm2, mlp.fc1, mlp.fc2}. Linear layers
 * start as Xavier uniform with zero bias.
 */
public final class TransformerBlock extends Module {
  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Attention attn;
  private final LayerNorm norm2;
  private final Mlp mlp;
  private final String script;

  /**
   * @param width features per token
   * @param hidden features inside the MLP, mostly 4·width
   * @param eps of both layer norms
   */
  public TransformerBlock(
      TorchOps ops, int width, int heads, int hidden, boolean qkvBias, double eps) {
    this.ops = ops;
    this.norm1 = child("norm1", new LayerNorm(ops, width, eps));
    this.attn = child("attn", new Attention(ops, width, heads, qkvBias));
    this.norm2 = child("norm2", new LayerNorm(ops, width, eps));
    this.mlp = child("mlp", new Mlp(ops, width, hidden));
    this.script =
        attn.method()
            + Mlp.METHOD
            + """
            def forward(self, x, g1, h1, g2, h2, w1, b1, w2, b2, wqkv, wproj, bproj%s):
              y = torch.layer_norm(x, g1.size(), g1, h1, %s)
              x = x + self.full(self.attention(y, wqkv, %s, wproj, bproj, None))
              y = torch.layer_norm(x, g2.size(), g2, h2, %s)
              return x + self.full(self.mlp(y, w1, b1, w2, b2))
            """
                .formatted(qkvBias ? ", bqkv" : "", eps, qkvBias ? "bqkv" : "None", eps);
  }

  /** {@code [B,N,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    NDArray[] arguments =
        Stream.of(Stream.of(x), norm1.arrays(), norm2.arrays(), mlp.arrays(), attn.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }
}
