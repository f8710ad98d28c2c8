package org.eobench.core.nn.torch;

import java.util.Locale;

/**
 * TorchScript of 3×3 convolutions with stride 1 and padding 1 by Winograd's minimal filtering
 * (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016,
 * arXiv:1509.09308). A tile of outputs and a border of one pixel, all transformed, take one
 * multiplication each for a pair of channels: {@code self.tiled(x, w, b)} is a product of matrices
 * for each pixel of a tile.
 *
 * <p>Images are computed in groups whose tiles fit into a {@linkplain NativeMemory#BLOCK block of
 * memory that is kept}.
 */
final class TiledConvolution {
  /**
   * Tiles of 4×4 outputs, for float32: 36 multiplications instead of 144. Rounding errors are three
   * to ten times those of libtorch's convolutions.
   */
  static final String OF_4X4 =
      of(
          4,
          Float.BYTES,
          """
          [4., 0., -5., 0., 1., 0.],
          [0., -4., -4., 1., 1., 0.],
          [0., 4., -4., -1., 1., 0.],
          [0., -2., -1., 2., 1., 0.],
          [0., 2., -1., -2., 1., 0.],
          [0., 4., 0., -5., 0., 1.]\
          """,
          24,
          """
          [6., 0., 0.],
          [-4., -4., -4.],
          [-4., 4., -4.],
          [1., 2., 4.],
          [1., -2., 4.],
          [0., 0., 24.]\
          """,
          """
          [1., 1., 1., 1., 1., 0.],
          [0., 1., -1., 2., -2., 0.],
          [0., 1., 1., 4., 4., 0.],
          [0., 1., -1., 8., -8., 1.]\
          """);

  /**
   * Tiles of 2×2 outputs, for 16 bits, which the sums of larger tiles would not keep: 16
   * multiplications instead of 36. Rounding errors are three times those of libtorch.
   */
  static final String OF_2X2 =
      of(
          2,
          Short.BYTES,
          """
          [1., 0., -1., 0.],
          [0., 1., 1., 0.],
          [0., -1., 1., 0.],
          [0., -1., 0., 1.]\
          """,
          2,
          """
          [2., 0., 0.],
          [1., 1., 1.],
          [1., -1., 1.],
          [0., 0., 2.]\
          """,
          """
          [1., 1., 1., 0.],
          [0., 1., -1., 1.]\
          """);

  /** Channels are the last axis inside, so that the transforms copy whole rows of channels. */
  private static final String METHODS =
      """
      def tiled(self, x, w, b: Optional[Tensor]):
        height, width, c, o = x.size(2), x.size(3), x.size(1), w.size(0)
        rows, columns = (height + REST) // SIDE, (width + REST) // SIDE
        of_input = self.on_both_axes([OF_INPUT], x)
        of_output = self.on_both_axes([OF_OUTPUT], x)
        kernels = self.full(w.permute([2, 3, 1, 0]).reshape([9, -1]))
        of_kernel = torch.div(self.on_both_axes([OF_KERNEL], kernels), DIVISOR)
        kernels = self.low(torch.matmul(of_kernel, kernels)).reshape([PIXELS, c, o])
        values = PIXELS * rows * columns * max(c, o)
        done : List[Tensor] = []
        for images in torch.split(x, max(1, BLOCK // values)):
          tiles = self.tiles(images, rows, columns).reshape([PIXELS, -1])
          tiles = torch.matmul(of_input, tiles).reshape([PIXELS, -1, c])
          y = torch.matmul(of_output, self.times_each(tiles, kernels).reshape([PIXELS, -1]))
          y = y.reshape([SIDE, SIDE, -1, rows, columns, o]).permute([2, 3, 0, 4, 1, 5])
          _0 = torch.append(done, y)
        y = torch.cat(done).reshape([-1, SIDE * rows, SIDE * columns, o])
        if b is not None:
          y = torch.add_(y, b)
        return torch.narrow(torch.narrow(y, 1, 0, height), 2, 0, width).permute([0, 3, 1, 2])
      def on_both_axes(self, matrix: List[List[float]], like):
        one = torch.to(torch.tensor(matrix), like)
        return torch.kron(one, one)
      def tiles(self, x, rows: int, columns: int):
        b, c, height, width = x.size(0), x.size(1), x.size(2), x.size(3)
        below, right = SIDE * (rows + 1) - 1 - height, SIDE * (columns + 1) - 1 - width
        x = torch.constant_pad_nd(x.permute([0, 2, 3, 1]), [0, 0, 1, right, 1, below])
        x = x.reshape([b, rows + 1, SIDE, columns + 1, SIDE, c]).permute([2, 4, 0, 1, 3, 5])
        next = torch.narrow(torch.narrow(x, 0, 0, 2), 3, 1, rows)
        x = torch.cat([torch.narrow(x, 3, 0, rows), next])
        next = torch.narrow(torch.narrow(x, 1, 0, 2), 4, 1, columns)
        return torch.cat([torch.narrow(x, 4, 0, columns), next], 1)
      """;

  private TiledConvolution() {}

  /** The number of tiles of a map {@code x}, as an expression of a script. */
  static String number(int side) {
    return String.format(
        Locale.ROOT, "((x.size(2) + %1$d) // %2$d * ((x.size(3) + %1$d) // %2$d))", side - 1, side);
  }

  private static String of(
      int side, int bytes, String ofInput, int divisor, String ofKernel, String ofOutput) {
    int pixels = (side + 2) * (side + 2);
    return METHODS
        .replace("REST", String.valueOf(side - 1))
        .replace("SIDE", String.valueOf(side))
        .replace("PIXELS", String.valueOf(pixels))
        .replace("DIVISOR", String.valueOf(divisor * divisor))
        .replace("BLOCK", String.valueOf(NativeMemory.BLOCK / bytes))
        .replace("OF_INPUT", ofInput.replace("\n", " "))
        .replace("OF_KERNEL", ofKernel.replace("\n", " "))
        .replace("OF_OUTPUT", ofOutput.replace("\n", " "));
  }
}
