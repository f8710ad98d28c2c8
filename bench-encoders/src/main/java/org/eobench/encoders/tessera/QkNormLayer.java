package org.eobench.encoders.tessera;

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

/**
 * A post-norm transformer layer with ReLU whose queries and keys are divided by their root mean
 * square (Henry et al. 2020, arXiv:2010.04245): {@code q_proj, k_proj, v_proj, out_proj, q_norm,
 * k_norm, linear1, linear2, norm1, norm2}.
 */
final class QkNormLayer extends Module {
  private static final double EPS = 1e-5;

  /** torch's default for a root mean square: the distance from 1 to the next float32. */
  private static final double RMS_EPS = Math.ulp(1f);

  private static final String SCRIPT =
      """
      def heads(self, x, w, b):
        y = self.dense(x, w, b)
        return y.reshape([x.size(0), x.size(1), %1$d, -1]).transpose(1, 2)
      def normed(self, x, gain):
        y = self.full(x)
        return self.low(y * torch.rsqrt(torch.mean(y * y, [-1], True) + %3$s) * gain)
      def forward(self, x, wq, bq, wk, bk, wv, bv, wo, bo, w1, b1, w2, b2, g1, h1, g2, h2, gq, gk):
        q = self.normed(self.heads(x, wq, bq), gq)
        k = self.normed(self.heads(x, wk, bk), gk)
        y = torch.scaled_dot_product_attention(q, k, self.heads(x, wv, bv))
        y = self.full(self.dense(y.transpose(1, 2).reshape(x.size()), wo, bo))
        x = torch.layer_norm(x + y, g1.size(), g1, h1, %2$s)
        y = self.full(self.dense(torch.relu(self.dense(x, w1, b1)), w2, b2))
        return torch.layer_norm(x + y, g2.size(), g2, h2, %2$s)
      """;

  private final TorchOps ops;
  private final List<Linear> layers = new ArrayList<>();
  private final List<LayerNorm> norms = new ArrayList<>();
  private final List<Parameter> gains = new ArrayList<>();
  private final String script;

  QkNormLayer(TorchOps ops, int width, int heads, int hidden) {
    this.ops = ops;
    for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      layers.add(child(name, new Linear(ops, width, width, true)));
    }
    for (String name : List.of("q_norm.weight", "k_norm.weight")) {
      gains.add(parameter(name, new Shape(width / heads), Inits.ONES));
    }
    layers.add(child("linear1", new Linear(ops, width, hidden, true)));
    layers.add(child("linear2", new Linear(ops, hidden, width, true)));
    for (String name : List.of("norm1", "norm2")) {
      norms.add(child(name, new LayerNorm(ops, width, EPS)));
    }
    script = String.format(Locale.ROOT, SCRIPT, heads, EPS, RMS_EPS);
  }

  /** {@code [N,T,width]} to the same shape. */
  NDArray forward(NDArray x) {
    List<NDArray> arguments = new ArrayList<>(List.of(x));
    layers.forEach(layer -> layer.arrays().forEach(arguments::add));
    norms.forEach(norm -> norm.arrays().forEach(arguments::add));
    gains.forEach(gain -> arguments.add(gain.array()));
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }
}
