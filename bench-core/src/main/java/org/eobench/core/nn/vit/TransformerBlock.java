package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Pre-norm block of a vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929) as one
 * operator with fused attention:
 *
 * <pre>
 * x = x + ls1 · proj(attention(norm1(x)))
 * x = x + ls2 · mlp(norm2(x))
 * </pre>
 *
 * Names are timm's: {@code norm1, attn.qkv, attn.proj, ls1.gamma, norm2, mlp.fc1, mlp.fc2,
 * ls2.gamma}. A gated MLP has {@code mlp.w12} and {@code mlp.w3}, as in DINOv2. {@link
 * BlockOptions} determines which of them exist.
 */
public final class TransformerBlock extends Module {
  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Attention attn;
  private final @Nullable LayerScale ls1;
  private final LayerNorm norm2;
  private final FeedForward mlp;
  private final @Nullable LayerScale ls2;
  private final BlockOptions options;
  private final String script;
  private final String biasedScript;
  private double dropPath;

  /**
   * A block without scales whose linear layers are initialized as Xavier uniform.
   *
   * @param width features per token
   * @param hidden features inside the MLP, usually 4·width
   * @param eps eps of both layer norms
   */
  public TransformerBlock(
      TorchOps ops, int width, int heads, int hidden, boolean qkvBias, double eps) {
    this(ops, width, heads, hidden, BlockOptions.PLAIN.qkvBias(qkvBias).eps(eps));
  }

  /**
   * A block with any options.
   *
   * @param width features per token
   * @param hidden features inside the MLP; for a gated MLP, the input width of its last layer
   */
  public TransformerBlock(TorchOps ops, int width, int heads, int hidden, BlockOptions options) {
    Init init = options.init();
    Double scale = options.layerScale();
    this.ops = ops;
    this.norm1 = child("norm1", new LayerNorm(ops, width, options.eps()));
    this.attn = child("attn", new Attention(ops, width, heads, options.qkvBias(), init));
    this.ls1 = scale == null ? null : child("ls1", new LayerScale(width, scale));
    this.norm2 = child("norm2", new LayerNorm(ops, width, options.eps()));
    this.mlp =
        child(
            "mlp",
            options.swiGlu()
                ? new SwiGlu(ops, width, hidden, init)
                : new Mlp(ops, width, hidden, options.quickGelu(), init));
    this.ls2 = scale == null ? null : child("ls2", new LayerScale(width, scale));
    this.options = options;
    this.script = script(false, "");
    this.biasedScript = script(true, "");
  }

  /**
   * Sets the rate of stochastic depth in training, as in {@link DropPath}: each branch is dropped
   * for a sample with this probability. It is 0 at first.
   *
   * @param rate from 0 to below 1
   */
  public void setDropPath(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "drop path rate %s is not in [0, 1)", rate));
    }
    dropPath = rate;
  }

  private String script(boolean attentionBias, String drop) {
    boolean scaled = options.layerScale() != null;
    return attn.method()
        + mlp.method()
        + String.format(
            Locale.ROOT,
            """
            def forward(self, x%s, g1, h1, g2, h2, w1, b1, w2, b2%s, wqkv, wproj, bproj%s):
              y = torch.layer_norm(x, g1.size(), g1, h1, %s)
              x = x + self.full(self.attention(y, wqkv, %s, wproj, bproj, %s))%s%s
              y = torch.layer_norm(x, g2.size(), g2, h2, %s)
              return x + self.full(self.mlp(y, w1, b1, w2, b2))%s%s
            """,
            attentionBias ? ", bias" : "",
            scaled ? ", s1, s2" : "",
            options.qkvBias() ? ", bqkv" : "",
            options.eps(),
            options.qkvBias() ? "bqkv" : "None",
            attentionBias ? "bias" : "None",
            scaled ? " * s1" : "",
            drop,
            options.eps(),
            scaled ? " * s2" : "",
            drop);
  }

  /** {@code [B,N,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    boolean drops = training() && dropPath > 0;
    return call(drops ? script(false, drop()) : script, Stream.of(x));
  }

  /**
   * Like {@link #forward(NDArray)} with a bias for each pair of tokens, such as a relative position
   * bias or the distances of ALiBi.
   *
   * @param bias {@code [1,heads,N,N]}, added to the scaled products of queries (rows) and keys
   *     (columns) before the softmax
   */
  public NDArray forward(NDArray x, NDArray bias) {
    boolean drops = training() && dropPath > 0;
    return call(drops ? script(true, drop()) : biasedScript, Stream.of(x, bias));
  }

  /** The factor of a branch, one draw for each sample. */
  private String drop() {
    String kept = "torch.ones([x.size(0), 1, 1], dtype=None, layout=None, device=x.device)";
    return " * (" + SharedBatch.dropout(ops, kept, dropPath, false) + ")";
  }

  private NDArray call(String text, Stream<NDArray> inputs) {
    Stream<NDArray> scales = Stream.of(ls1, ls2).flatMap(TransformerBlock::gamma);
    NDArray[] arguments =
        Stream.of(inputs, norm1.arrays(), norm2.arrays(), mlp.arrays(), scales, attn.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(text, arguments);
  }

  private static Stream<NDArray> gamma(@Nullable LayerScale scale) {
    return scale == null ? Stream.of() : Stream.of(scale.gamma());
  }
}
