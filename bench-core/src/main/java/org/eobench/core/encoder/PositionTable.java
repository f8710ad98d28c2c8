package org.eobench.core.encoder;

import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.CheckpointLayout;

/** The position table that is used if the checkpoint has none of the right size. */
public enum PositionTable {
  /**
   * The checkpoint's table, resampled bicubically to the new grid; without a checkpoint, the table
   * that the model was trained with.
   */
  INTERPOLATE,
  /** Zeros, as in Pangaea, so that the model does not know the position of a patch. */
  ZERO;

  /**
   * Resamples a checkpoint's square table {@code [1,leading+g·g,D]} to another square grid.
   *
   * @param tensor name of the table in the model
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
