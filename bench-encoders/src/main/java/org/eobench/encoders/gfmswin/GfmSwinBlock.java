package org.eobench.encoders.gfmswin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ShiftedWindows;

/**
 * Block of the Swin Transformer (Liu et al. 2021, arXiv:2103.14030): attention within windows with
 * a learned bias for each distance, and an MLP, each after a norm. Maps are extended by zeros to
 * whole windows, and these take part. A map of one window is not moved.
 */
final class GfmSwinBlock extends Module {
  static final double EPS = 1e-5;
  static final Init WEIGHT = Inits.truncNormal(0.02);

  private static final String FORWARD =
      """
      def attend(self, x, table, index, wqkv, bqkv, wproj, bproj):
        ws = %1$d
        b, h, w, c, = x.size()
        x = torch.constant_pad_nd(x, [0, 0, 0, (ws - w %% ws) %% ws, 0, (ws - h %% ws) %% ws], 0)
        ph = x.size(1)
        pw = x.size(2)
        sh = %3$d if ph > ws else 0
        sw = %3$d if pw > ws else 0
        if sh + sw > 0:
          x = torch.roll(x, [-sh, -sw], [1, 2])
        qkv = self.dense(self.windows(x, ws), wqkv, bqkv)
        q, k, v = qkv.reshape([-1, ws * ws, 3, %2$d, c // %2$d]).permute([2, 0, 3, 1, 4]).unbind()
        near = torch.index_select(table, 0, index.reshape([-1]))
        mask = near.reshape([1, ws * ws, ws * ws, %2$d]).permute([0, 3, 1, 2])
        if sh + sw > 0:
          mask = mask + self.shift_mask(mask, ph, pw, ws, sh, sw)
          mask = mask.unsqueeze(0).expand([b, -1, -1, -1, -1]).reshape([-1, %2$d, ws * ws, ws * ws])
        y = torch.scaled_dot_product_attention(q, k, v, self.low(mask))
        y = self.full(self.dense(y.transpose(1, 2).reshape([-1, ws * ws, c]), wproj, bproj))
        y = y.reshape([b, ph // ws, pw // ws, ws, ws, c]).permute([0, 1, 3, 2, 4, 5])
        y = y.reshape([b, ph, pw, c])
        if sh + sw > 0:
          y = torch.roll(y, [sh, sw], [1, 2])
        return torch.slice(torch.slice(y, 1, 0, h), 2, 0, w)
      def forward(self, x, g1, h1, table, index, wqkv, bqkv, wproj, bproj, g2, h2, w1, b1, w2, b2):
        y = torch.layer_norm(x, g1.size(), g1, h1, 1e-05)
        x = x + self.attend(y, table, index, wqkv, bqkv, wproj, bproj)
        y = torch.layer_norm(x, g2.size(), g2, h2, 1e-05)
        return x + self.full(self.dense(self.dense_gelu(y, w1, b1), w2, b2))
      """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Parameter table;
  private final Parameter index;
  private final Linear qkv;
  private final Linear proj;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final String script;

  GfmSwinBlock(TorchOps ops, GfmSwinConfig config, int stage, boolean shifted) {
    this.ops = ops;
    int width = config.width(stage);
    int heads = config.numHeads().get(stage);
    int window = config.windowSize();
    int hidden = (int) (width * config.mlpRatio());
    long side = 2L * window - 1;
    long places = (long) window * window;
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    table = parameter("attn.relative_position_bias_table", new Shape(side * side, heads), WEIGHT);
    index =
        buffer(
            "attn.relative_position_index",
            new Shape(places, places),
            DataType.INT64,
            Inits.table(ShiftedWindows.index(window)));
    qkv = child("attn.qkv", new Linear(ops, width, 3 * width, WEIGHT, Inits.ZEROS));
    proj = child("attn.proj", new Linear(ops, width, width, WEIGHT, Inits.ZEROS));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    fc1 = child("mlp.fc1", new Linear(ops, width, hidden, WEIGHT, Inits.ZEROS));
    fc2 = child("mlp.fc2", new Linear(ops, hidden, width, WEIGHT, Inits.ZEROS));
    script =
        ShiftedWindows.METHODS
            + String.format(Locale.ROOT, FORWARD, window, heads, shifted ? window / 2 : 0);
  }

  /** {@code [B,H,W,C]} to the same shape. */
  NDArray forward(NDArray x) {
    Stream<NDArray> bias = Stream.of(table, index).map(Parameter::array);
    NDArray[] arguments =
        Stream.of(
                Stream.of(x),
                norm1.arrays(),
                bias,
                qkv.arrays(),
                proj.arrays(),
                norm2.arrays(),
                fc1.arrays(),
                fc2.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }
}
