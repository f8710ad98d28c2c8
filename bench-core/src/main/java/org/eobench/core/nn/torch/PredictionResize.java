package org.eobench.core.nn.torch;

import java.util.Locale;

/**
 * Bilinear resizing of logits and other predictions as two products with matrices of weights,
 * {@code A·x·Bᵀ}, where each row of {@code A} and {@code B} has the two weights of a pixel.
 * libtorch's own operator is slow on a CPU for the few channels of predictions, and more so
 * backwards; the products take a third of the time or less, and their result lies in memory as the
 * loss reads it fastest. They differ from the operator by rounding. On a GPU, where products of
 * float32 may round more, for small results, where nothing is gained, and for maps that are large
 * already, the operator serves.
 */
final class PredictionResize {
  /** The cost of a product grows with the side of the map; beyond this, it gains nothing. */
  private static final int LARGEST_SIDE = 128;

  /** Values of each result; whatever the batch, a sample is resized in the same way. */
  private static final int LEAST_VALUES = 1 << 16;

  /** The products are methods of the tensor, since they are no layers whose products count. */
  private static final String SCRIPT =
      """
      def weights(self, x, pixels: int, positions: int):
        place = torch.arange(pixels, device=x.device).to(x)
        place = torch.clamp((place + 0.5) * (positions / pixels) - 0.5, 0.0)
        first = torch.floor(place)
        part = (place - first).unsqueeze(1)
        first = first.unsqueeze(1)
        next = torch.clamp(first + 1.0, None, positions - 1.0)
        all = torch.arange(positions, device=x.device).to(x)
        return torch.eq(first, all).to(x) * (1.0 - part) + torch.eq(next, all).to(x) * part
      def forward(self, x):
        rows, columns = x.size(2), x.size(3)
        large = rows > min(%1$d, %2$d) or columns > min(%1$d, %3$d)
        if x.is_cuda or large or x.size(1) * %2$d * %3$d < %4$d:
          y = torch.upsample_bilinear2d(x, [%2$d, %3$d], False)
        else:
          wide = x.contiguous().matmul(self.weights(x, %3$d, columns).t())
          y = self.weights(x, %2$d, rows).matmul(wide)
        return y
      """;

  private PredictionResize() {}

  /** The script for a height and a width of the result. */
  static String script(int height, int width) {
    return String.format(Locale.ROOT, SCRIPT, LARGEST_SIDE, height, width, LEAST_VALUES);
  }
}
