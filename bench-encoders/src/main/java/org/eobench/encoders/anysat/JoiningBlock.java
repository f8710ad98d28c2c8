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
 * The last block, which joins the sensors: a learned query for the image and for each patch attends
 * to the tokens of all sensors, with relative positions as in {@link CellBlock}. Nothing is added
 * to the result of the attention.
 */
final class JoiningBlock extends Module {
  private static final double EPS = 1e-6;

  private static final String SCRIPT =
      """
      def heads(self, x):
        return x.reshape([x.size(0), x.size(1), %1$d, -1]).transpose(1, 2)
      def forward(self, x, positions, buckets, query, table,
                  g1, h1, g2, h2, wk, bk, wv, bv, wp, bp, w1, b1, w2, b2):
        b = x.size(0)
        y = torch.layer_norm(x, g1.size(), g1, h1, %2$s)
        q = torch.expand(self.heads(query + positions), [b, -1, -1, -1])
        near = torch.matmul(torch.slice(q, 1, 0, 1), table)
        near = torch.gather(near, 3, torch.expand(buckets, [b, 1, -1, -1]))
        k = self.heads(self.dense(y, wk, bk))
        v = self.heads(self.dense(y, wv, bv))
        y = torch.scaled_dot_product_attention(self.low(q), k, v, self.low(near))
        x = self.full(self.dense(y.transpose(1, 2).flatten(2), wp, bp))
        y = torch.layer_norm(x, g2.size(), g2, h2, %2$s)
        return x + self.full(self.dense(self.dense_gelu(y, w1, b1), w2, b2))
      """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Parameter query;
  private final Linear keys;
  private final Linear values;
  private final Parameter table;
  private final Linear proj;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final String script;

  JoiningBlock(TorchOps ops, AnySatConfig config) {
    this.ops = ops;
    int width = config.embedDim();
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    query = parameter("attn.q_learned", new Shape(1, 1, width), Inits.ZEROS);
    keys = child("attn.wk", linear(width, width));
    values = child("attn.wv", linear(width, width));
    table =
        parameter(
            "attn.rpe_k.lookup_table_weight",
            new Shape(1, width / config.numHeads(), RelativeBuckets.COUNT),
            Inits.truncNormal(0.02));
    proj = child("attn.proj", linear(width, width));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    fc1 = child("mlp.fc1", linear(width, config.hidden()));
    fc2 = child("mlp.fc2", linear(config.hidden(), width));
    script = String.format(Locale.ROOT, SCRIPT, config.numHeads(), EPS);
  }

  private Linear linear(int in, int out) {
    return new Linear(ops, in, out, Inits.xavierUniform(), Inits.ZEROS);
  }

  /**
   * The tokens of the image and its patches, {@code [B,1+N,D]}.
   *
   * @param x class token and the patches of all sensors, {@code [B,1+M·N,D]}
   * @param positions codes of the places, {@code [1,1+N,D]}
   * @param buckets int64 {@code [1+N,1+M·N]}
   */
  NDArray forward(NDArray x, NDArray positions, NDArray buckets) {
    NDArray[] arguments =
        Stream.of(
                Stream.of(x, positions, buckets, query.array(), table.array()),
                norm1.arrays(),
                norm2.arrays(),
                keys.arrays(),
                values.arrays(),
                proj.arrays(),
                fc1.arrays(),
                fc2.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }
}
