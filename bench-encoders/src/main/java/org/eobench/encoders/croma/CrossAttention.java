package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Attention from one sequence to another, {@code x + to_out(attention(norm(x), norm(context)))}, as
 * one operator. Both sequences pass through the same norm.
 */
final class CrossAttention extends Module {
  private static final double EPS = 1e-5;

  private final TorchOps ops;
  private final Parameter normWeight;
  private final Parameter normBias;
  private final Parameter query;
  private final Parameter key;
  private final Parameter value;
  private final Parameter out;
  private final Parameter outBias;
  private final String script;

  CrossAttention(TorchOps ops, int width, int heads) {
    this.ops = ops;
    Shape square = new Shape(width, width);
    query = parameter("to_q.weight", square, Inits.kaimingUniform());
    key = parameter("to_k.weight", square, Inits.kaimingUniform());
    value = parameter("to_v.weight", square, Inits.kaimingUniform());
    out = parameter("to_out.weight", square, Inits.kaimingUniform());
    outBias = parameter("to_out.bias", new Shape(width), Inits.fanInUniform(width));
    normWeight = parameter("input_norm.weight", new Shape(width), Inits.ONES);
    normBias = parameter("input_norm.bias", new Shape(width), Inits.ZEROS);
    script =
        String.format(
            Locale.ROOT,
            """
            def heads(self, x, w):
              y = self.dense(x, w, None)
              return y.reshape([y.size(0), y.size(1), %d, -1]).transpose(1, 2)
            def forward(self, x, context, bias, g, h, wq, wk, wv, wout, bout):
              y = torch.layer_norm(x, g.size(), g, h, %2$s)
              c = torch.layer_norm(context, g.size(), g, h, %2$s)
              q = self.heads(y, wq)
              k = self.heads(c, wk)
              v = self.heads(c, wv)
              z = torch.scaled_dot_product_attention(q, k, v, self.low(bias))
              return x + self.full(self.dense(z.transpose(1, 2).flatten(2), wout, bout))
            """,
            heads,
            EPS);
  }

  /**
   * {@code [B,N,D]} to the same shape.
   *
   * @param context the sequence that is attended to, {@code [B,M,D]}
   * @param bias added to the scores, {@code [1,heads,N,M]}
   */
  NDArray forward(NDArray x, NDArray context, NDArray bias) {
    return ops.call(
        script,
        x,
        context,
        bias,
        normWeight.array(),
        normBias.array(),
        ops.matrix(query.array()),
        ops.matrix(key.array()),
        ops.matrix(value.array()),
        ops.matrix(out.array()),
        ops.matrix(outBias.array()));
  }
}
