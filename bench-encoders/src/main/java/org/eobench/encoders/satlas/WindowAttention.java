package org.eobench.encoders.satlas;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ShiftedWindows;

/**
 * Attention within windows as in Swin Transformer V2 (Liu et al. 2022, arXiv:2111.09883): scores
 * are cosines times a learned scale, plus a bias that a small network computes from the logarithmic
 * distance of two places. Every second block moves the windows by half their side. Maps are
 * extended by zeros to whole windows, and these take part. Names are torchvision's.
 */
final class WindowAttention extends Module {
  private static final int HIDDEN = 512;
  private static final Init WEIGHT = Inits.truncNormal(0.02);

  /**
   * {@code attend(x, …)}: maps {@code [B,H,W,C]} to float32 of the same shape. The largest scale is
   * 100, whose logarithm is 4.605.
   */
  private static final String METHOD =
      """
      def normed(self, x):
        y = self.full(x)
        return y / torch.clamp_min(torch.norm(y, 2, [-1], True), 1e-12)
      def attend(self, x, scale, table, index, w0, b0, w2, wqkv, bqkv, wproj, bproj):
        ws = %1$d
        b, h, w, c, = x.size()
        x = torch.constant_pad_nd(x, [0, 0, 0, (ws - w %% ws) %% ws, 0, (ws - h %% ws) %% ws], 0)
        ph = x.size(1)
        pw = x.size(2)
        sh = %3$d if ph > ws else 0
        sw = %3$d if pw > ws else 0
        if sh + sw > 0:
          x = torch.roll(x, [-sh, -sw], [1, 2])
        k_free = torch.cat([torch.slice(bqkv, 0, 0, c), torch.zeros_like(torch.slice(bqkv, 0, c, 2 * c)), torch.slice(bqkv, 0, 2 * c)])
        qkv = self.dense(self.windows(x, ws), wqkv, k_free)
        q, k, v = qkv.reshape([-1, ws * ws, 3, %2$d, c // %2$d]).permute([2, 0, 3, 1, 4]).unbind()
        factor = torch.exp(torch.clamp_max(scale, 4.605170185988092)) * %4$s
        near = torch.linear(torch.relu(torch.linear(table, w0, b0)), w2)
        near = torch.index_select(near.reshape([-1, %2$d]), 0, index)
        mask = 16 * torch.sigmoid(near.reshape([1, ws * ws, ws * ws, %2$d]).permute([0, 3, 1, 2]))
        if sh + sw > 0:
          mask = mask + self.shift_mask(mask, ph, pw, ws, sh, sw)
          mask = mask.unsqueeze(0).expand([b, -1, -1, -1, -1]).reshape([-1, %2$d, ws * ws, ws * ws])
        q = self.low(self.normed(q) * factor)
        y = torch.scaled_dot_product_attention(q, self.low(self.normed(k)), v, self.low(mask))
        y = self.full(self.dense(y.transpose(1, 2).reshape([-1, ws * ws, c]), wproj, bproj))
        y = y.reshape([b, ph // ws, pw // ws, ws, ws, c]).permute([0, 1, 3, 2, 4, 5])
        y = y.reshape([b, ph, pw, c])
        if sh + sw > 0:
          y = torch.roll(y, [sh, sw], [1, 2])
        return torch.slice(torch.slice(y, 1, 0, h), 2, 0, w)
      """;

  private final Parameter scale;
  private final Parameter table;
  private final Parameter index;
  private final Linear qkv;
  private final Linear proj;
  private final Distances distances;
  private final String method;

  WindowAttention(TorchOps ops, int width, int heads, int window, boolean shifted) {
    scale = parameter("logit_scale", new Shape(heads, 1, 1), Inits.constant(Math.log(10)));
    int side = 2 * window - 1;
    table =
        buffer(
            "relative_coords_table",
            new Shape(1, side, side, 2),
            DataType.FLOAT32,
            Inits.table(coordinates(window)));
    long places = (long) window * window;
    index =
        buffer(
            "relative_position_index",
            new Shape(places * places),
            DataType.INT64,
            Inits.table(ShiftedWindows.index(window)));
    qkv = child("qkv", new Linear(ops, width, 3 * width, WEIGHT, Inits.ZEROS));
    proj = child("proj", new Linear(ops, width, width, WEIGHT, Inits.ZEROS));
    distances = child("cpb_mlp", new Distances(heads));
    method =
        ShiftedWindows.METHODS
            + String.format(
                Locale.ROOT,
                METHOD,
                window,
                heads,
                shifted ? window / 2 : 0,
                Math.sqrt((double) width / heads)); // which the fused attention divides by
  }

  /** The text of the method {@code attend}. */
  String method() {
    return method;
  }

  /** The arguments of the method after the first. */
  List<NDArray> arrays() {
    Stream<NDArray> own =
        Stream.of(scale, table, index, distances.first, distances.bias, distances.second)
            .map(Parameter::array);
    return Stream.of(own, qkv.arrays(), proj.arrays()).flatMap(arrays -> arrays).toList();
  }

  /** Signed logarithms of the distances of rows and columns, {@code [2w-1,2w-1,2]}. */
  private static float[] coordinates(int window) {
    int side = 2 * window - 1;
    float[] table = new float[ModelSize.values(side, side, 2)];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        table[(row * side + column) * 2] = coordinate(row - window + 1, window);
        table[(row * side + column) * 2 + 1] = coordinate(column - window + 1, window);
      }
    }
    return table;
  }

  private static float coordinate(int distance, int window) {
    double scaled = 8.0 * distance / (window - 1);
    return (float) (Math.signum(scaled) * Math.log(Math.abs(scaled) + 1) / Math.log(2) / 3);
  }

  /** The network from distances to biases, in float32. */
  private static final class Distances extends Module {
    private final Parameter first;
    private final Parameter bias;
    private final Parameter second;

    Distances(int heads) {
      first = parameter("0.weight", new Shape(HIDDEN, 2), WEIGHT);
      bias = parameter("0.bias", new Shape(HIDDEN), Inits.ZEROS);
      second = parameter("2.weight", new Shape(heads, HIDDEN), WEIGHT);
    }
  }
}
