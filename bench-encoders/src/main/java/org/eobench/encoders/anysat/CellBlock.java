package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A pre-norm block with relative positions: the product of a query with a learned vector for the
 * distance to a key is added to their score. As in the authors' code, all heads add the products of
 * the first head. The tensors are timm's and {@code attn.rpe_k.lookup_table_weight [1,d,8]}.
 */
final class CellBlock extends Module {
  /** Eps of the norms inside a patch. */
  static final double EPS = 1e-5;

  private static final String SCRIPT =
      """
      def forward(self, x, buckets, table, g1, h1, g2, h2, wqkv, bqkv, wp, bp, w1, b1, w2, b2):
        n, l, d = x.size()
        y = torch.layer_norm(x, g1.size(), g1, h1, %2$s)
        y = self.dense(y, wqkv, bqkv).reshape([n, l, 3, %1$d, d // %1$d])
        q, k, v = y.permute([2, 0, 3, 1, 4]).unbind()
        near = torch.matmul(self.full(torch.slice(q, 1, 0, 1)) * %3$s, table)
        near = torch.gather(near, 3, torch.expand(buckets, [n, 1, -1, -1]))
        y = torch.scaled_dot_product_attention(q, k, v, self.low(near))
        x = x + self.full(self.dense(y.transpose(1, 2).reshape([n, l, d]), wp, bp))
        y = torch.layer_norm(x, g2.size(), g2, h2, %2$s)
        return x + self.full(self.dense(self.dense_gelu(y, w1, b1), w2, b2))
      """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Linear qkv;
  private final Linear proj;
  private final Parameter table;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final String script;

  CellBlock(TorchOps ops, AnySatConfig config) {
    this.ops = ops;
    int width = config.embedDim();
    int own = width / config.numHeads();
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    qkv = child("attn.qkv", linear(width, 3 * width));
    proj = child("attn.proj", linear(width, width));
    table =
        parameter(
            "attn.rpe_k.lookup_table_weight",
            new Shape(1, own, RelativeBuckets.COUNT),
            Inits.truncNormal(0.02));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    fc1 = child("mlp.fc1", linear(width, config.hidden()));
    fc2 = child("mlp.fc2", linear(config.hidden(), width));
    script = String.format(Locale.ROOT, SCRIPT, config.numHeads(), EPS, 1 / Math.sqrt(own));
  }

  private Linear linear(int in, int out) {
    return new Linear(ops, in, out, Inits.xavierUniform(), Inits.ZEROS);
  }

  /**
   * {@code [N,L,D]} to the same shape.
   *
   * @param buckets int64 {@code [L,L]}
   */
  NDArray forward(NDArray x, NDArray buckets) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x, buckets, table.array()),
                norm1.arrays(),
                norm2.arrays(),
                qkv.arrays(),
                proj.arrays(),
                fc1.arrays(),
                fc2.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }
}
