package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Pre-norm block as one operator, with separate layers for queries, keys and values: {@code norm1,
 * attn.q, attn.k, attn.v, attn.proj, norm2, mlp.fc1, mlp.fc2}. With rotary positions, neighbouring
 * features of queries and keys are rotated by date, row and column times the learned {@code
 * attn.rope_mixed_freqs [3,heads,d/2]}.
 */
final class OlmoEarthBlock extends Module {
  static final double EPS = 1e-5;

  private static final String SCRIPT =
      """
      def heads(self, x):
        return x.reshape([x.size(0), x.size(1), %1$d, -1]).transpose(1, 2)
      def rotated(self, x, angles):
        a, b = self.full(x).reshape([x.size(0), x.size(1), x.size(2), -1, 2]).unbind(-1)
        sin = torch.sin(angles)
        cos = torch.cos(angles)
        y = torch.stack([a * cos - b * sin, b * cos + a * sin], -1)
        return torch.type_as(y.flatten(3), x)
      def forward(self, x, g1, h1, g2, h2, wq, bq, wk, bk, wv, bv, wp, bp, w1, b1, w2, b2%2$s):
        y = torch.layer_norm(x, g1.size(), g1, h1, %4$s)
        q = self.heads(self.dense(y, wq, bq))
        k = self.heads(self.dense(y, wk, bk))
        v = self.heads(self.dense(y, wv, bv))
      %3$s
        y = torch.scaled_dot_product_attention(q, k, v)
        x = x + self.full(self.dense(y.transpose(1, 2).reshape(x.size()), wp, bp))
        y = torch.layer_norm(x, g2.size(), g2, h2, %4$s)
        return x + self.full(self.dense(self.dense_gelu(y, w1, b1), w2, b2))
      """;

  private static final String ROTATE =
      """
        angles = torch.matmul(coordinates, freqs.transpose(0, 1))
        q = self.rotated(q, angles)
        k = self.rotated(k, angles)\
      """;

  private final TorchOps ops;
  private final List<LayerNorm> norms;
  private final List<Linear> layers = new ArrayList<>();
  private final @Nullable Parameter frequencies;
  private final String script;

  OlmoEarthBlock(TorchOps ops, OlmoEarthConfig config) {
    this.ops = ops;
    int width = config.shape().embedDim();
    int heads = config.shape().numHeads();
    int hidden = config.shape().hidden();
    boolean rotary = config.positions() == OlmoEarthConfig.Positions.ROTARY;
    LayerNorm norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    for (String name : List.of("attn.q", "attn.k", "attn.v", "attn.proj")) {
      layers.add(child(name, linear(ops, width, width)));
    }
    frequencies =
        rotary
            ? parameter(
                "attn.rope_mixed_freqs", new Shape(3, heads, width / heads / 2), Inits.normal(0.5))
            : null;
    norms = List.of(norm1, child("norm2", new LayerNorm(ops, width, EPS)));
    layers.add(child("mlp.fc1", linear(ops, width, hidden)));
    layers.add(child("mlp.fc2", linear(ops, hidden, width)));
    script =
        String.format(
            Locale.ROOT,
            SCRIPT,
            heads,
            rotary ? ", coordinates, freqs" : "",
            rotary ? ROTATE : "",
            EPS);
  }

  private static Linear linear(TorchOps ops, int in, int out) {
    return new Linear(ops, in, out, Inits.xavierUniform(), Inits.ZEROS);
  }

  /**
   * One block.
   *
   * @param x {@code [B,N,D]}
   * @param coordinates {@code [B,1,N,3]}; unused with absolute positions
   */
  NDArray forward(NDArray x, @Nullable NDArray coordinates) {
    List<NDArray> arguments = new ArrayList<>(List.of(x));
    norms.forEach(norm -> norm.arrays().forEach(arguments::add));
    layers.forEach(layer -> layer.arrays().forEach(arguments::add));
    if (frequencies != null && coordinates != null) {
      arguments.add(coordinates);
      arguments.add(frequencies.array());
    }
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }
}
