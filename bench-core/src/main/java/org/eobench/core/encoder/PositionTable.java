package org.eobench.core.encoder;

import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.CheckpointLayout;

/** What stands in for a position table where the checkpoint has none of the right size. */
public enum PositionTable {
  /**
   * The checkpoint's table, resampled to the new grid (bicubic); without a checkpoint the one the
   * model was trained with.
   */
  INTERPOLATE,
  /** Zeros, so that the model does not know where a patch lies: what Pangaea does. */
  ZERO;

  /**
   * Fits a square table {@code [1,leading+g·g,D]} of a checkpoint to another square grid.
   *
   * @param tensor the model's name of the table
   * @param leading rows before the grid, such as one for a class token
   */
  public CheckpointLayout.Reshape fitting(String tensor, int leading) {
    return (name, values, from, to) -> {
      boolean table = name.equals(tensor) && from.length == 3 && to.length == 3;
      if (!table || from[0] != 1 || to[0] != 1 || from[2] != to[2]) {
        return null;
      }
      int old = side(from[1] - leading);
      int grid = side(to[1] - leading);
      if (old < 1 || (long) old * old != from[1] - leading) {
        return null;
      }
      int width = (int) to[2];
      return switch (this) {
        case INTERPOLATE -> PositionEmbedding.resample(values, width, leading, old, grid);
        case ZERO -> new float[Math.toIntExact(to[1]) * width];
      };
    };
  }

  private static int side(long positions) {
    return (int) Math.round(Math.sqrt((double) positions));
  }
}
