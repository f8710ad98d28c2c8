package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.NativeMemory;
import org.eobench.core.nn.torch.Precision;

/**
 * TorchScript of a convolution over maps of several sizes, as if all were first resized bilinearly
 * to the size of the finest one and concatenated. Resizing and channel mixing are linear and act on
 * different axes, so the channels of a coarse level are mixed at its own size, once per kernel tap,
 * and the results are resized.
 *
 * <p>Tap {@code (s,t)} of a map resized from {@code h×w} to {@code H×W} is {@code A_s·z_st·B_tᵀ},
 * where {@code A_s [H,h]} and {@code B_t [W,w]} are the matrices of linear interpolation, shifted
 * by the tap and 0 where the tap falls on the padding. All taps together are two products with
 * small matrices: {@code [A_1 … A_k]·(z_st)·[B_1 … B_k]ᵀ}.
 */
final class LevelMixing {
  private final ConvOptions options;
  private final int kernel;
  private final int out;
  private final List<Shape> levels;

  /**
   * @param options stride 1, one group, and padding that keeps the map size
   * @param kernel kernel size
   * @param out number D of channels of the result
   * @param levels {@code [B,D_i,h_i,w_i]}; the result has the size of the first
   */
  LevelMixing(ConvOptions options, int kernel, int out, List<Shape> levels) {
    if (options.stride() != 1
        || options.groups() != 1
        || options.padding() != kernel / 2 * options.dilation()) {
      throw new IllegalArgumentException("levels are mixed by " + options);
    }
    this.options = options;
    this.kernel = kernel;
    this.out = out;
    this.levels = List.copyOf(levels);
  }

  static List<Shape> shapes(List<NDArray> levels) {
    return levels.stream().map(NDArray::getShape).toList();
  }

  /**
   * Whether mixing a level at its own size takes fewer multiplications and additions than mixing
   * the resized level, including the products that resize the result. It never does for a level as
   * fine as the first.
   */
  boolean ahead(int level) {
    Shape first = levels.get(0);
    double depth = levels.get(level).get(1);
    double rows = levels.get(level).get(2);
    double columns = levels.get(level).get(3);
    double taps = kernel * kernel;
    double across = taps * rows * columns * first.get(3);
    double down = kernel * rows * first.get(2) * first.get(3);
    return taps * depth * rows * columns + across + down
        < taps * depth * first.get(2) * first.get(3);
  }

  /** The script parameters {@code x0, x1, …} of the levels. */
  String parameters() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      names.add("x" + i);
    }
    return String.join(", ", names);
  }

  /**
   * The methods that the statements need, for one precision. A kernel of one tap needs no shifts.
   * In bfloat16, where maps are channels-last, torch's own resize is fastest; in float32, the two
   * products are, with channels as rows if they are many.
   */
  String methods(Precision precision) {
    String mixed =
        kernel == 1 && precision.isHalf()
            ? RESIZED
            : out < ConvOptions.WIDE ? BY_MAPS : BY_ROWS_OF_CHANNELS;
    String rows = "torch.cat(rows, 1)";
    String added =
        precision.isHalf()
            ? "fine + torch.bmm(down, " + rows + ")" // of two number formats
            : "torch.baddbmm(fine, down, " + rows + ")";
    return (AXIS + mixed)
        .replace("ADDED", added)
        .replace("DILATION", String.valueOf(options.dilation()));
  }

  /**
   * The statements that compute the convolution of the levels {@code x0, x1, …} with kernel {@code
   * w} as {@code z [B,D,h_0,w_0]}.
   *
   * @param bias whether there is a bias {@code b}
   */
  String statements(boolean bias) {
    List<String> lines = new ArrayList<>();
    lines.add("height = x0.size(2)");
    lines.add("width = x0.size(3)");
    // One operator splits the kernel for all levels, so its gradient is also concatenated once.
    lines.add(String.format(Locale.ROOT, "parts = torch.split_with_sizes(w, %s, 1)", depths()));
    List<String> maps = new ArrayList<>();
    List<String> kernels = new ArrayList<>();
    List<String> coarse = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      if (i > 0 && ahead(i)) {
        coarse.add(String.valueOf(i));
      } else {
        maps.add(
            i == 0
                ? "x0"
                : String.format(
                    Locale.ROOT, "torch.upsample_bilinear2d(x%d, [height, width], False)", i));
        kernels.add(String.format(Locale.ROOT, "parts[%d]", i));
      }
    }
    lines.add("x = " + joined(maps));
    lines.add("k = " + joined(kernels));
    lines.add(
        String.format(
            Locale.ROOT,
            "z = self.full(%s)",
            options.expression("x", "k", bias ? "self.low(b)" : "None")));
    if (!coarse.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "z = self.add_mixed(z, [x%s], [parts[%s]])",
              String.join(", x", coarse),
              String.join("], parts[", coarse)));
    }
    return String.join("\n", lines).indent(2);
  }

  private List<Long> depths() {
    return levels.stream().map(level -> level.get(1)).toList();
  }

  private static String joined(List<String> arrays) {
    return arrays.size() == 1
        ? arrays.get(0)
        : String.format(Locale.ROOT, "torch.cat([%s], 1)", String.join(", ", arrays));
  }

  /**
   * {@code [n,k,to]}: the contribution of each of {@code n} positions to each of {@code to} under
   * each tap.
   */
  private static final String AXIS =
      """
      def axis(self, x, n: int, to: int, k: int):
        ones = torch.unsqueeze(torch.diag_embed(torch.new_ones(x, [n])), 0)
        wide = torch.squeeze(torch.upsample_linear1d(ones, [to], False), 0)
        pad = k // 2 * DILATION
        return torch.unfold(torch.constant_pad_nd(wide, [pad, pad]), 1, to, DILATION)
      """;

  /**
   * Adds coarse levels to {@code z [B,D,H,W]}. Channels are the last axis inside, so that every
   * product reads and writes whole rows of them. The product along the height is one for all levels
   * and taps, of a group of images whose rows fit into a block of memory that is kept.
   */
  private static final String BY_ROWS_OF_CHANNELS =
      """
      def wide(self, x, taps, width: int):
        b, h, v, k = x.size(0), x.size(2), x.size(3), taps.size(0)
        o = taps.size(2) // k
        maps = self.low(x).permute([0, 2, 3, 1])
        across = self.low(self.axis(x, v, width, k).reshape([v * k, width]).t())
        across = across.expand([b * h, width, v * k])
        rows : List[Tensor] = []
        for i in range(k):
          z = self.times(maps, torch.select(taps, 0, i), None).reshape([b * h, v * k, o])
          _0 = torch.append(rows, torch.bmm(across, z).reshape([b, h, width * o]))
        return torch.cat(rows, 1)
      def add_mixed(self, z, levels: List[Tensor], kernels: List[Tensor]):
        o, height, width = z.size(1), z.size(2), z.size(3)
        taps : List[Tensor] = []
        axes : List[Tensor] = []
        for i in range(len(levels)):
          c, h, k = levels[i].size(1), levels[i].size(2), kernels[i].size(2)
          kernel = self.low(kernels[i]).permute([2, 1, 3, 0])
          _0 = torch.append(taps, kernel.reshape([k, c, k * o]))
          axis = self.axis(levels[i], h, height, k).permute([1, 0, 2])
          _1 = torch.append(axes, axis.reshape([k * h, height]))
        downs = self.low(torch.cat(axes).t())
        group = max(1, BLOCK // (downs.size(1) * width * o))
        maps : List[List[Tensor]] = []
        for i in range(len(levels)):
          _2 = torch.append(maps, torch.split(levels[i], group))
        groups = torch.split(z.permute([0, 2, 3, 1]), group)
        done : List[Tensor] = []
        for j in range(len(groups)):
          rows : List[Tensor] = []
          for i in range(len(levels)):
            _3 = torch.append(rows, self.wide(maps[i][j], taps[i], width))
          fine = groups[j].reshape([-1, height, width * o])
          down = downs.expand([fine.size(0), height, -1])
          _4 = torch.append(done, ADDED)
        return torch.cat(done).reshape([-1, height, width, o]).permute([0, 3, 1, 2])
      """
          .replace("BLOCK", String.valueOf(NativeMemory.BLOCK / Float.BYTES));

  /** Adds coarse levels map by map: with few channels, rows of channels make small products. */
  private static final String BY_MAPS =
      """
      def mixed(self, x, w, height: int, width: int):
        b, h, v = x.size(0), x.size(2), x.size(3)
        o, k = w.size(0), w.size(2)
        taps = w.permute([0, 2, 3, 1]).reshape([o * k * k, x.size(1), 1, 1])
        z = self.full(torch.conv2d(self.image(x), self.image(taps)))
        z = z.reshape([b, o, k, k, h, v]).permute([0, 1, 2, 4, 3, 5]).reshape([-1, k * v])
        across = self.axis(x, v, width, k).permute([1, 0, 2]).reshape([k * v, width])
        down = self.axis(x, h, height, k).permute([2, 1, 0]).reshape([height, k * h])
        z = torch.matmul(z, across).reshape([b * o, k * h, width])
        return torch.matmul(down, z).reshape([b, o, height, width])
      def add_mixed(self, z, levels: List[Tensor], kernels: List[Tensor]):
        y = z
        for i in range(len(levels)):
          y = torch.add_(y, self.mixed(levels[i], kernels[i], z.size(2), z.size(3)))
        return y
      """;

  private static final String RESIZED =
      """
      def add_mixed(self, z, levels: List[Tensor], kernels: List[Tensor]):
        y = z
        for i in range(len(levels)):
          mixed = self.full(torch.conv2d(self.image(levels[i]), self.image(kernels[i])))
          y = torch.add_(y, torch.upsample_bilinear2d(mixed, [z.size(2), z.size(3)], False))
        return y
      """;
}
