package org.eobench.encoders.ssl4eo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.Mlp;

/**
 * Transformer block of BEiT (Bao et al. 2022, arXiv:2106.08254):
 *
 * <pre>
 * x = x + gamma_1 · attn(norm1(x), bias)
 * x = x + gamma_2 · mlp(norm2(x))
 * </pre>
 *
 * Unlike in other blocks, queries and values have a bias ({@code attn.q_bias}, {@code
 * attn.v_bias}), but keys have none.
 */
final class BeitBlock extends Module {
  private static final double EPS = 1e-6;
  private static final String SCALED =
      """
      def forward(self, x, y, gamma):
        return x + y * gamma
      """;

  private final TorchOps ops;
  private final Parameter gamma1;
  private final Parameter gamma2;
  private final LayerNorm norm1;
  private final Attention attn;
  private final LayerNorm norm2;
  private final Mlp mlp;

  /**
   * @param scale initial value of both branches' factors
   */
  BeitBlock(TorchOps ops, int width, int heads, int hidden, double scale) {
    this.ops = ops;
    gamma1 = parameter("gamma_1", new Shape(width), Inits.constant(scale));
    gamma2 = parameter("gamma_2", new Shape(width), Inits.constant(scale));
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    attn = child("attn", new Attention(ops, width, heads));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    mlp = child("mlp", new Mlp(ops, width, hidden));
  }

  /**
   * {@code [B,N,width]} to the same shape.
   *
   * @param bias {@code [1,heads,N,N]}
   */
  NDArray forward(NDArray x, NDArray bias) {
    NDArray mixed = ops.call(SCALED, x, attn.forward(norm1.forward(x), bias), gamma1.array());
    return ops.call(SCALED, mixed, mlp.forward(norm2.forward(mixed)), gamma2.array());
  }

  private static final class Attention extends Module {
    private final TorchOps ops;
    private final String script;
    private final Parameter queryBias;
    private final Parameter valueBias;
    private final Parameter weight;
    private final Linear proj;

    Attention(TorchOps ops, int width, int heads) {
      this.ops = ops;
      script =
          String.format(
              Locale.ROOT,
              """
              def forward(self, x, bias, w, q_bias, v_bias):
                b = torch.cat([q_bias, torch.zeros_like(v_bias), v_bias])
                qkv = self.dense(x, w, b).reshape([x.size(0), x.size(1), 3, %d, -1])
                q, k, v = qkv.permute([2, 0, 3, 1, 4]).unbind()
                y = torch.scaled_dot_product_attention(q, k, v, self.low(bias))
                return self.full(y.transpose(1, 2).reshape(x.size()))
              """,
              heads);
      queryBias = parameter("q_bias", new Shape(width), Inits.ZEROS);
      valueBias = parameter("v_bias", new Shape(width), Inits.ZEROS);
      weight = parameter("qkv.weight", new Shape(3L * width, width), Inits.truncNormal(0.02));
      proj = child("proj", new Linear(ops, width, width, Inits.truncNormal(0.02), Inits.ZEROS));
    }

    NDArray forward(NDArray x, NDArray bias) {
      NDArray mixed =
          ops.call(
              script, x, bias, ops.matrix(weight.array()), queryBias.array(), valueBias.array());
      return proj.forward(mixed);
    }
  }
}
