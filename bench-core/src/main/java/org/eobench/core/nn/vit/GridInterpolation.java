package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Resamples a square position table to another grid in the forward pass, bicubically and in
 * float32. Gradients reach the table.
 *
 * @param offset term added to the new grid size before it is divided by the old one, 0.1 in DINO;
 *     with 0 the ratio is that of the sizes
 * @param antialias whether the cubic kernel widens when the grid shrinks; it then uses a = -0.5
 *     instead of -0.75
 */
public record GridInterpolation(double offset, boolean antialias) {
  private static final String SCRIPT =
      """
      def forward(self, table):
        first = torch.slice(table, 1, 0, %1$d)
        grid = torch.slice(table, 1, %1$d).reshape([1, %2$d, %2$d, -1]).permute([0, 3, 1, 2])
        grid = torch.%3$s(grid, [%4$d, %5$d], False, %6$s, %7$s)
        return torch.cat([first, grid.flatten(2).transpose(1, 2)], 1)
      """;

  public GridInterpolation {
    if (!(offset >= 0 && offset < 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "offset %s must be at least 0 and below 1", offset));
    }
  }

  /**
   * The table for a grid of {@code rows × columns}; the input table itself if it already has that
   * grid.
   *
   * @param table {@code [1,leading+g·g,D]}, positions row by row
   * @param leading rows before the grid, such as one for a class token, which are kept
   * @param owner owner of the result if it is a new array
   * @return {@code [1,leading+rows·columns,D]}
   */
  public NDArray apply(
      TorchOps ops, NDArray table, int leading, int rows, int columns, NDManager owner) {
    int grid = side(table.getShape(), leading);
    if (rows == grid && columns == grid) {
      return table;
    }
    String script =
        String.format(
            Locale.ROOT,
            SCRIPT,
            leading,
            grid,
            antialias ? "_upsample_bicubic2d_aa" : "upsample_bicubic2d",
            rows,
            columns,
            scale(rows, grid),
            scale(columns, grid));
    return ops.call(script, ops.borrow(table, owner));
  }

  private static int side(Shape table, int leading) {
    int side = (int) Math.round(Math.sqrt(table.get(1) - leading));
    if ((long) side * side != table.get(1) - leading) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a table of shape %s contains no square grid after %d rows",
              table,
              leading));
    }
    return side;
  }

  /** The scale argument; without it, torch derives the scale from the sizes. */
  private String scale(int to, int from) {
    return offset == 0 ? "None" : String.valueOf((to + offset) / from);
  }
}
