package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Attention inside windows (Liu et al., "Swin Transformer", ICCV 2021, arXiv:2103.14030) whose
 * queries come from another map, MUSTER's multi-head skip attention: the queries are the encoder's
 * map, the keys and values the decoder's. A bias is learned for each relative position in a window.
 * Maps whose size is not a multiple of the window are padded with zeros, which are attended to as
 * well.
 */
final class SkipAttention extends Module {
  private final TorchOps ops;
  private final String script;
  private final List<Parameter> tensors = new ArrayList<>();

  /**
   * @param width D, a multiple of {@code heads}
   * @param window side of a window in positions
   * @param shift offset of the windows in positions, 0 or below {@code window}; positions that
   *     share a window only because the map is rolled do not attend to each other
   * @param bias whether queries, keys and values have a bias
   * @param tableInit initial values of the relative position biases
   */
  SkipAttention(
      TorchOps ops, int width, int heads, int window, int shift, boolean bias, Init tableInit) {
    this.ops = ops;
    int places = window * window;
    int offsets = 2 * window - 1;
    Init biasInit = Inits.fanInUniform(width);
    tensors.add(
        parameter(
            "relative_position_bias_table", new Shape((long) offsets * offsets, heads), tableInit));
    tensors.add(
        buffer(
            "relative_position_index",
            new Shape(places, places),
            DataType.INT64,
            Inits.table(index(window))));
    addLinear("proj", width, width, biasInit);
    tensors.add(parameter("qkv.weight", new Shape(2L * width, width), Inits.kaimingUniform()));
    tensors.add(parameter("skip_qkv.weight", new Shape(width, width), Inits.kaimingUniform()));
    if (bias) {
      tensors.add(parameter("qkv.bias", new Shape(2L * width), biasInit));
      tensors.add(parameter("skip_qkv.bias", new Shape(width), biasInit));
    }
    script = script(heads, window, shift, bias);
  }

  private void addLinear(String name, int in, int out, Init biasInit) {
    tensors.add(parameter(name + ".weight", new Shape(out, in), Inits.kaimingUniform()));
    tensors.add(parameter(name + ".bias", new Shape(out), biasInit));
  }

  /** The row of the table for each pair of positions: their vertical and horizontal distance. */
  private static float[] index(int window) {
    int places = window * window;
    float[] index = new float[ModelSize.values(window, window, window, window)];
    for (int p = 0; p < places; p++) {
      for (int q = 0; q < places; q++) {
        int below = p / window - q / window + window - 1;
        int right = p % window - q % window + window - 1;
        index[p * places + q] = below * (2 * window - 1) + right;
      }
    }
    return index;
  }

  /** The number of windows depends on the size of the maps. */
  private static String script(int heads, int window, int shift, boolean bias) {
    String roll = shift > 0 ? "torch.roll(x, [%1$d, %1$d], [1, 2])" : "x";
    return String.format(
        Locale.ROOT,
        """
        def region(self, length: int, x):
          place = torch.arange(length, dtype=None, layout=None, device=x.device)
          last = torch.to(torch.ge(place, length - %2$d), 4)
          return last + torch.to(torch.ge(place, length - %3$d), 4)

        def seams(self, h: int, w: int, x):
          ids = self.region(h, x).unsqueeze(1) * 3 + self.region(w, x).unsqueeze(0)
          ids = ids.reshape([h // %2$d, %2$d, w // %2$d, %2$d]).transpose(1, 2).reshape([-1, %2$d * %2$d])
          apart = torch.to(torch.ne(ids.unsqueeze(1), ids.unsqueeze(2)), 6)
          return apart.unsqueeze(1) * -100.0

        def windows(self, x):
          b, h, w, d = x.size()
          h = (h + %2$d - 1) // %2$d
          w = (w + %2$d - 1) // %2$d
          x = torch.constant_pad_nd(x, [0, 0, 0, w * %2$d - x.size(2), 0, h * %2$d - x.size(1)])
          x = %4$s
          x = x.reshape([b, h, %2$d, w, %2$d, d]).permute([0, 1, 3, 2, 4, 5])
          return x.reshape([b, h * w, %2$d * %2$d, d])

        def forward(self, x, skip, table, index, wproj, bproj, wkv, wq%6$s):
          b, rows, columns, d = x.size()
          h = (rows + %2$d - 1) // %2$d
          w = (columns + %2$d - 1) // %2$d
          n = %2$d * %2$d
          kv = self.dense(self.windows(x), wkv, %7$s).reshape([b, h * w, n, 2, %1$d, d // %1$d])
          k, v = kv.permute([3, 0, 1, 4, 2, 5]).unbind()
          q = self.dense(self.windows(skip), wq, %8$s).reshape([b, h * w, n, %1$d, d // %1$d])
          bias = torch.index_select(table, 0, index.reshape([-1])).reshape([n, n, %1$d])
          bias = bias.permute([2, 0, 1])%9$s
          y = torch.scaled_dot_product_attention(q.transpose(2, 3), k, v, self.low(bias))
          y = self.dense(y.transpose(2, 3).reshape([b, h * w, n, d]), wproj, bproj)
          y = y.reshape([b, h, w, %2$d, %2$d, d]).permute([0, 1, 3, 2, 4, 5])
          x = self.full(y.reshape([b, h * %2$d, w * %2$d, d]))
          x = %5$s
          return x[:, :rows, :columns]
        """,
        heads,
        window,
        shift,
        String.format(Locale.ROOT, roll, -shift),
        String.format(Locale.ROOT, roll, shift),
        bias ? ", bkv, bq" : "",
        bias ? "bkv" : "None",
        bias ? "bq" : "None",
        shift > 0
            ? String.format(Locale.ROOT, " + self.seams(h * %1$d, w * %1$d, table)", window)
            : "");
  }

  /**
   * @param x {@code [B,h,w,D]}, the source of keys and values
   * @param skip {@code [B,h,w,D]}, the source of queries
   * @return {@code [B,h,w,D]}
   */
  NDArray forward(NDArray x, NDArray skip) {
    List<NDArray> arguments = new ArrayList<>(List.of(x, skip));
    tensors.forEach(tensor -> arguments.add(tensor.array()));
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }
}
