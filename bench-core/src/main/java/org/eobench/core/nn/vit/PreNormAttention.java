package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a pre-norm transformer block, {@code x + to_out(attention(norm(x)))}, as one
 * operator with fused attention. Names are those of vit-pytorch: {@code to_qkv.weight
 * [3·heads·head_dim,width]} without bias, and {@code to_out.weight [width,heads·head_dim]}. The
 * name of the norm differs between models. Layer norm eps is 1e-5.
 */
public final class PreNormAttention extends Module {
  private static final double EPS = 1e-5;

  private final TorchOps ops;
  private final LayerNorm norm;
  private final Linear qkv;
  private final Linear out;
  private final String plain;
  private final String biased;

  /**
   * @param width features per token
   * @param headDim features per head
   * @param normName name of the layer norm, such as {@code norm}
   * @param outBias whether the output projection has a bias
   */
  public PreNormAttention(
      TorchOps ops, int width, int heads, int headDim, String normName, boolean outBias) {
    this.ops = ops;
    int inner = heads * headDim;
    this.norm = child(normName, new LayerNorm(ops, width, EPS));
    this.qkv = child("to_qkv", new Linear(ops, width, 3 * inner, false));
    this.out = child("to_out", new Linear(ops, inner, width, outBias));
    this.plain = script(heads, outBias, false);
    this.biased = script(heads, outBias, true);
  }

  private static String script(int heads, boolean outBias, boolean positionBias) {
    return Attention.method(heads)
        + String.format(
            Locale.ROOT,
            """
            def forward(self, x, g, h, wqkv, wout%s%s):
              y = torch.layer_norm(x, g.size(), g, h, %s)
              return x + self.full(self.attention(y, wqkv, None, wout, %s, %s))
            """,
            outBias ? ", bout" : "",
            positionBias ? ", bias" : "",
            EPS,
            outBias ? "bout" : "None",
            positionBias ? "bias" : "None");
  }

  /**
   * {@code [B,N,width]} to the same shape.
   *
   * @param positionBias added to the attention scores, {@code [1 or B,heads,N,N]}, or null
   */
  public NDArray forward(NDArray x, @Nullable NDArray positionBias) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x),
                norm.arrays(),
                qkv.denseArrays(),
                out.denseArrays(),
                Stream.ofNullable(positionBias))
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(positionBias == null ? plain : biased, arguments);
  }
}
