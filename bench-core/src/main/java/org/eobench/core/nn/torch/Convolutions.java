package org.eobench.core.nn.torch;

/**
 * TorchScript of convolutions that every script may call. On a CPU they are written as matrix
 * products where libtorch's own ones are slower, which they are for wide layers, above all their
 * gradients on channels-last maps. All of it is made of torch's operators, so autograd
 * differentiates it, and an exported model holds it.
 *
 * <ul>
 *   <li>{@code self.conv3x3(x, w, b)} has stride 1 and padding 1. For wide 3×3 kernels it is a
 *       {@link TiledConvolution}: in float32 always, in bfloat16 on a CPU without AMX.
 *   <li>{@code self.strided(x, w, b, stride, padding)} casts image and kernel itself. In half
 *       precision, patches that do not overlap are gathered for one product.
 *   <li>{@code self.enlarge(x, w, b, stride)} is a transposed convolution without padding. If
 *       kernel and stride are equal, outputs do not overlap, and it is one matrix product.
 * </ul>
 *
 * <p>Which way is taken depends on the layer and the size of a map, never on the number of images:
 * except for rounding, a result does not depend on the batch that it was computed in.
 */
final class Convolutions {
  private static final String CONV_3X3 =
      """
      def conv3x3(self, x, w, b: Optional[Tensor]):
        wide = w.size(0) >= WIDE and w.size(1) >= WIDE
        if wide and w.size(2) == 3 and w.size(3) == 3 and not x.is_cuda:
          y = self.CHOICE(x, w, b)
        else:
          y = self.direct3x3(x, w, b)
        return y
      def direct3x3(self, x, w, b: Optional[Tensor]):
        return torch.conv2d(x, w, b, [1, 1], [1, 1], [1, 1], 1)
      """
          .replace("WIDE", String.valueOf(ConvOptions.WIDE));

  /** In float32 the transforms of tiles pay off from 4×4 tiles on. */
  private static final String TILED_FLOATS =
      large(TiledConvolution.number(4) + " >= 16", TiledConvolution.OF_4X4);

  /** In bfloat16 they do in even wider layers, from 14×14 tiles on, if products take long. */
  private static final String TILED_HALVES =
      large(
          "min(w.size(0), w.size(1)) >= 256 and " + TiledConvolution.number(2) + " >= 196",
          TiledConvolution.OF_2X2);

  /**
   * In half precision, a map of few positions is gathered once for each of the nine taps, for one
   * product: libtorch spends most of its time on the order of such a kernel's values.
   */
  private static final String GATHERED =
      """
      def few3x3(self, x, w, b: Optional[Tensor]):
        if x.size(2) * x.size(3) <= 64:
          y = self.gathered(x, w, b)
        else:
          y = self.LARGE(x, w, b)
        return y
      def gathered(self, x, w, b: Optional[Tensor]):
        height, width = x.size(2), x.size(3)
        padded = torch.constant_pad_nd(x.permute([0, 2, 3, 1]), [0, 0, 1, 1, 1, 1])
        taps : List[Tensor] = []
        for i in range(9):
          rows = torch.narrow(padded, 1, i // 3, height)
          _0 = torch.append(taps, torch.narrow(rows, 2, i % 3, width))
        kernel = w.permute([0, 2, 3, 1]).reshape([w.size(0), -1])
        return torch.linear(torch.cat(taps, 3), kernel, b).permute([0, 3, 1, 2])
      """;

  private static final String STEPPING =
      """
      def stepping(self, x, w, b: Optional[Tensor], stride: int, padding: int):
        steps, sides = [stride, stride], [padding, padding]
        return torch.conv2d(self.image(x), self.image(w), b, steps, sides, [1, 1], 1)
      """;

  private static final String STRIDED =
      """
      def strided(self, x, w, b: Optional[Tensor], stride: int, padding: int):
        return self.stepping(x, w, b, stride, padding)
      """;

  /** The gradient of the kernel takes a third of the time of libtorch's. */
  private static final String PATCHES =
      """
      def strided(self, x, w, b: Optional[Tensor], stride: int, padding: int):
        if w.size(2) == stride and w.size(3) == stride and not x.is_cuda:
          height, width = x.size(2) + 2 * padding, x.size(3) + 2 * padding
          rows, columns = height // stride, width // stride
          below, right = rows * stride - height + padding, columns * stride - width + padding
          x = torch.constant_pad_nd(self.low(x), [padding, right, padding, below])
          x = x.reshape([x.size(0), x.size(1), rows, stride, columns, stride])
          x = x.permute([0, 2, 4, 1, 3, 5]).reshape([x.size(0), rows, columns, -1])
          y = torch.linear(x, self.low(w).reshape([w.size(0), -1]), b).permute([0, 3, 1, 2])
        else:
          y = self.stepping(x, w, b, stride, padding)
        return y
      """;

  private static final String ENLARGE =
      """
      def enlarge(self, x, w, b: Optional[Tensor], stride: int):
        n, c, height, width, o = x.size(0), x.size(1), x.size(2), x.size(3), w.size(1)
        wide = c >= WIDE and o * stride * stride >= WIDE
        if wide and w.size(2) == stride and w.size(3) == stride and not x.is_cuda:
          kernel = w.permute([0, 2, 3, 1]).reshape([c, -1])
          rows = x.permute([0, 2, 3, 1]).reshape([-1, c])
          if b is not None:
            y = self.times(rows, kernel, b.repeat([stride * stride]))
          else:
            y = self.times(rows, kernel, None)
          y = y.reshape([n, height, width, stride, stride, o]).permute([0, 1, 3, 2, 4, 5])
          y = y.reshape([n, height * stride, width * stride, o]).permute([0, 3, 1, 2])
        else:
          y = torch.conv_transpose2d(x, w, b, [stride, stride], [0, 0])
        return y
      """
          .replace("WIDE", String.valueOf(ConvOptions.WIDE));

  private Convolutions() {}

  /** Tiles where a condition on {@code x} and {@code w} says that they pay. */
  private static String large(String pays, String tiled) {
    return """
    def large3x3(self, x, w, b: Optional[Tensor]):
      if PAYS:
        y = self.tiled(x, w, b)
      else:
        y = self.direct3x3(x, w, b)
      return y
    """
            .replace("PAYS", pays)
        + tiled;
  }

  /**
   * The methods that define them.
   *
   * @param tilesHalves whether a {@link TiledConvolution} pays in half precision
   */
  static String of(Precision precision, boolean tilesHalves) {
    if (precision == Precision.FP32) {
      return CONV_3X3.replace("CHOICE", "large3x3") + TILED_FLOATS + STEPPING + STRIDED + ENLARGE;
    }
    String halves =
        tilesHalves
            ? GATHERED.replace("LARGE", "large3x3") + TILED_HALVES
            : GATHERED.replace("LARGE", "direct3x3");
    return CONV_3X3.replace("CHOICE", "few3x3") + halves + STEPPING + PATCHES + ENLARGE;
  }
}
