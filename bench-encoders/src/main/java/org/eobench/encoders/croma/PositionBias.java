package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.Alibi;
import org.jspecify.annotations.Nullable;

/**
 * The position bias of the grid that was asked for last, on the device. It is computed and not
 * learned, so it is no tensor of the model. A run has images of one size, hence one table is kept.
 */
final class PositionBias {
  private final TorchOps ops;
  private final int heads;
  private int rows;
  private int columns;
  private @Nullable NDArray table;

  PositionBias(TorchOps ops, int heads) {
    this.ops = ops;
    this.heads = heads;
  }

  /** {@code [1,heads,N,N]} with N = rows·columns; it stays this object's. */
  NDArray of(int rows, int columns) {
    if (table == null || rows != this.rows || columns != this.columns) {
      long patches = (long) rows * columns;
      NDArray made =
          ops.manager()
              .create(Alibi.table(heads, rows, columns), new Shape(1, heads, patches, patches));
      if (table != null) {
        table.close();
      }
      table = made;
      this.rows = rows;
      this.columns = columns;
    }
    return table;
  }
}
