package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.Alibi;
import org.jspecify.annotations.Nullable;

/**
 * The position bias on the device for the most recent grid. It is computed and not learned, so it
 * is not a tensor of the model. All images of a run have the same size, so one table is kept.
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

  /** Returns {@code [1,heads,N,N]} with N = rows·columns; this object still owns it. */
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
