package org.eobench.core.nn.torch;

/**
 * TorchScript of convolutions that every script may call. On a CPU they are written as matrix
 * products where libtorch's own ones are slower, which they are for wide layers, above all their
 * gradients on channels-last maps. All of it is made of torch's operators, so autograd
 * differentiates it, and an exported model holds it.
 *
 * <ul>
 *   <li>{@code self.conv3x3(x, w, b)} has stride 1 and padding 1. For 3×3 kernels in float32 it
 *       uses Winograd's minimal filtering (Lavin and Gray, "Fast Algorithms for Convolutional
 *       Neural Networks", CVPR 2016, arXiv:1509.09308): a tile of 4×4 outputs takes 36
 *       multiplications for each pair of channels instead of 144. Its rounding errors are three to
 *       ten times those of libtorch.
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
  /**
   * For half precision, which the sums of Winograd's tiles would not keep. A map of few positions
   * is gathered once for each of the nine taps, for one product: libtorch spends most of its time
   * on the order of such a kernel's values.
   */
  private static final String OF_HALVES =
      """
      def conv3x3(self, x, w, b: Optional[Tensor]):
        few = x.size(2) * x.size(3) <= 64
        wide = w.size(0) >= WIDE and w.size(1) >= WIDE
        if few and wide and w.size(2) == 3 and w.size(3) == 3 and not x.is_cuda:
          y = self.gathered(x, w, b)
        else:
          y = torch.conv2d(x, w, b, [1, 1], [1, 1], [1, 1], 1)
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
      """
          .replace("WIDE", String.valueOf(ConvOptions.WIDE));

  /**
   * For float32. The transforms of Winograd's tiles pay off from 4×4 tiles on, if channels are
   * many. Channels are the last axis inside, so that they copy whole rows of channels.
   */
  private static final String BY_PRODUCTS =
      """
      def conv3x3(self, x, w, b: Optional[Tensor]):
        rows, columns = (x.size(2) + 3) // 4, (x.size(3) + 3) // 4
        wide = w.size(0) >= WIDE and w.size(1) >= WIDE
        if wide and rows * columns >= 16 and w.size(2) == 3 and w.size(3) == 3 and not x.is_cuda:
          y = self.tiled(x, w, b, rows, columns)
        else:
          y = torch.conv2d(x, w, b, [1, 1], [1, 1], [1, 1], 1)
        return y
      def tiled(self, x, w, b: Optional[Tensor], rows: int, columns: int):
        height, width, o = x.size(2), x.size(3), w.size(0)
        of_input = self.on_both_axes([
            [4., 0., -5., 0., 1., 0.],
            [0., -4., -4., 1., 1., 0.],
            [0., 4., -4., -1., 1., 0.],
            [0., -2., -1., 2., 1., 0.],
            [0., 2., -1., -2., 1., 0.],
            [0., 4., 0., -5., 0., 1.]], x)
        of_kernel = self.on_both_axes([
            [6., 0., 0.],
            [-4., -4., -4.],
            [-4., 4., -4.],
            [1., 2., 4.],
            [1., -2., 4.],
            [0., 0., 24.]], x)
        of_output = self.on_both_axes([
            [1., 1., 1., 1., 1., 0.],
            [0., 1., -1., 2., -2., 0.],
            [0., 1., 1., 4., 4., 0.],
            [0., 1., -1., 8., -8., 1.]], x)
        tiles = self.tiles(x, rows, columns).reshape([36, -1])
        tiles = torch.matmul(of_input, tiles).reshape([36, -1, x.size(1)])
        kernels = w.permute([2, 3, 1, 0]).reshape([9, -1])
        kernels = torch.matmul(torch.div(of_kernel, 24 * 24), kernels).reshape([36, x.size(1), o])
        y = torch.matmul(of_output, torch.bmm(tiles, kernels).reshape([36, -1]))
        y = y.reshape([4, 4, -1, rows, columns, o]).permute([2, 3, 0, 4, 1, 5])
        y = y.reshape([-1, 4 * rows, 4 * columns, o])
        if b is not None:
          y = torch.add_(y, b)
        return torch.narrow(torch.narrow(y, 1, 0, height), 2, 0, width).permute([0, 3, 1, 2])
      def on_both_axes(self, matrix: List[List[float]], like):
        one = torch.to(torch.tensor(matrix), like)
        return torch.kron(one, one)
      def tiles(self, x, rows: int, columns: int):
        b, c, height, width = x.size(0), x.size(1), x.size(2), x.size(3)
        below, right = 4 * rows + 3 - height, 4 * columns + 3 - width
        x = torch.constant_pad_nd(x.permute([0, 2, 3, 1]), [0, 0, 1, right, 1, below])
        x = x.reshape([b, rows + 1, 4, columns + 1, 4, c]).permute([2, 4, 0, 1, 3, 5])
        next = torch.narrow(torch.narrow(x, 0, 0, 2), 3, 1, rows)
        x = torch.cat([torch.narrow(x, 3, 0, rows), next])
        next = torch.narrow(torch.narrow(x, 1, 0, 2), 4, 1, columns)
        return torch.cat([torch.narrow(x, 4, 0, columns), next], 1)
      """
          .replace("WIDE", String.valueOf(ConvOptions.WIDE));

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
            y = torch.addmm(b.repeat([stride * stride]), rows, kernel)
          else:
            y = torch.matmul(rows, kernel)
          y = y.reshape([n, height, width, stride, stride, o]).permute([0, 1, 3, 2, 4, 5])
          y = y.reshape([n, height * stride, width * stride, o]).permute([0, 3, 1, 2])
        else:
          y = torch.conv_transpose2d(x, w, b, [stride, stride], [0, 0])
        return y
      """
          .replace("WIDE", String.valueOf(ConvOptions.WIDE));

  private Convolutions() {}

  /** The methods that define them. */
  static String of(Precision precision) {
    String own = precision == Precision.FP32 ? BY_PRODUCTS + STRIDED : OF_HALVES + PATCHES;
    return STEPPING + own + ENLARGE;
  }

  /** Whether a script calls one of them. */
  static boolean areCalledBy(String script) {
    return script.contains("self.conv3x3(")
        || script.contains("self.strided(")
        || script.contains("self.enlarge(");
  }
}
