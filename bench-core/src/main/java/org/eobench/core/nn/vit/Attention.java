package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head self-attention (Vaswani et al. 2017, arXiv:1706.03762) with timm's names: {@code
 * qkv.weight [3·width,width]}, whose rows are all queries, all keys, all values, and {@code
 * proj.weight [width,width]}.
 */
public final class Attention extends Module {
  private final TorchOps ops;
  private final Linear qkv;
  private final Linear proj;
  private final String script;
  private final String method;

  /**
   * @param width features per token, a multiple of {@code heads}
   * @param qkvBias whether the input projection has a bias; the output projection always has one
   */
  public Attention(TorchOps ops, int width, int heads, boolean qkvBias) {
    this(ops, width, heads, qkvBias, Inits.xavierUniform());
  }

  /** An attention with weights from {@code init} and zero biases. */
  Attention(TorchOps ops, int width, int heads, boolean qkvBias, Init init) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "width %d is not a multiple of %d heads", width, heads));
    }
    this.ops = ops;
    this.qkv = child("qkv", new Linear(ops, width, 3 * width, init, qkvBias ? Inits.ZEROS : null));
    this.proj = child("proj", new Linear(ops, width, width, init, Inits.ZEROS));
    this.method = method(heads);
    this.script =
        method
            + String.format(
                Locale.ROOT,
                """
                def forward(self, x, wqkv, wproj, bproj%s):
                  return self.full(self.attention(x, wqkv, %s, wproj, bproj, None))
                """,
                qkvBias ? ", bqkv" : "",
                qkvBias ? "bqkv" : "None");
  }

  /**
   * {@code attention(x, wqkv, bqkv, wproj, bproj, mask)}: maps {@code [*,N,D]} to a low-precision
   * array of the same shape. The mask, such as a position bias {@code [1,heads,N,N]}, is added to
   * the scores.
   */
  static String method(int heads) {
    return String.format(
        Locale.ROOT,
        """
        def attention(self, x, wqkv, bqkv: Optional[Tensor], wproj, bproj: Optional[Tensor],
                      mask: Optional[Tensor]):
          shape = x.size()
          n = shape[-2]
          d = wqkv.size(0) // 3
          qkv = self.dense(x, wqkv, bqkv).reshape([-1, n, 3, %1$d, d // %1$d])
          q, k, v = qkv.permute([2, 0, 3, 1, 4]).unbind()
          if mask is not None:
            y = torch.scaled_dot_product_attention(q, k, v, self.low(mask))
          else:
            y = torch.scaled_dot_product_attention(q, k, v)
          y = self.dense(y.transpose(1, 2).reshape([-1, n, d]), wproj, bproj)
          return y.reshape(shape)
        """,
        heads);
  }

  /** {@code [B,N,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    return ops.call(script, Stream.concat(Stream.of(x), arrays()).toArray(NDArray[]::new));
  }

  String method() {
    return method;
  }

  /** Input weight, output weight, output bias and, if there is one, input bias. */
  Stream<NDArray> arrays() {
    @Nullable NDArray bias = qkv.bias();
    return Stream.of(Stream.of(qkv.dense()), proj.denseArrays(), Stream.ofNullable(bias))
        .flatMap(arrays -> arrays);
  }
}
