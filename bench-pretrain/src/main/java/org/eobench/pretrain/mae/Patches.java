package org.eobench.pretrain.mae;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Images as vectors of their patches, and back. The values of a vector are ordered by date within
 * the patch, row, column and channel; patches by date, row and column.
 *
 * @param dates dates of a patch
 * @param side side of a patch in pixels
 */
record Patches(TorchOps ops, int dates, int side) {
  /** {@code [B,C,T,H,W]} to {@code [B,N,dates·side·side·C]}. */
  NDArray vectors(NDArray images) {
    return ops.call(
        String.format(
            Locale.ROOT,
            """
            def forward(self, x):
              b, c, t, h, w = x.size()
              y = x.reshape([b, c, t // %1$d, %1$d, h // %2$d, %2$d, w // %2$d, %2$d])
              y = y.permute([0, 2, 4, 6, 3, 5, 7, 1])
              return y.reshape([b, t // %1$d * (h // %2$d) * (w // %2$d), %1$d * %2$d * %2$d * c])
            """,
            dates,
            side),
        images);
  }

  /**
   * The inverse of {@link #vectors}.
   *
   * @param steps patches along the time axis
   * @param rows patches from top to bottom
   * @param columns patches from left to right
   */
  NDArray images(NDArray vectors, int steps, int rows, int columns) {
    return ops.call(
        String.format(
            Locale.ROOT,
            """
            def forward(self, v):
              b = v.size(0)
              c = v.size(2) // (%1$d * %2$d * %2$d)
              y = v.reshape([b, %3$d, %4$d, %5$d, %1$d, %2$d, %2$d, c])
              y = y.permute([0, 7, 1, 4, 2, 5, 3, 6])
              return y.reshape([b, c, %3$d * %1$d, %4$d * %2$d, %5$d * %2$d])
            """,
            dates,
            side,
            steps,
            rows,
            columns),
        vectors);
  }
}
