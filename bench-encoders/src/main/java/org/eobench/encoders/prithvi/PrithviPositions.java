package org.eobench.encoders.prithvi;

import org.eobench.core.nn.vit.SpaceTimeTable;

/**
 * Prithvi's fixed position tables.
 *
 * @param width D
 * @param frames grid positions in time of the current data
 * @param pretrainedGrid patches along a side of the pretraining images
 * @param rule the source of the table for another grid
 */
record PrithviPositions(int width, int frames, int pretrainedGrid, PositionRule rule) {
  static PrithviPositions of(PrithviConfig config, int frames) {
    return new PrithviPositions(
        config.shape().embedDim(),
        frames / config.tubeletSize(),
        config.pretrainedGrid(),
        config.positionRule());
  }

  /** The table of a grid, {@code [1 + frames·rows·columns, width]}, with the class token first. */
  float[] table(int rows, int columns) {
    boolean pretrained = rows == pretrainedGrid && columns == pretrainedGrid;
    if (pretrained || rule == PositionRule.RECOMPUTE) {
      return SpaceTimeTable.sinCos(width, frames, rows, columns);
    }
    float[] original = SpaceTimeTable.sinCos(width, frames, pretrainedGrid, pretrainedGrid);
    return SpaceTimeTable.stretch(original, width, frames, pretrainedGrid, rows, columns);
  }

  /** Number of rows of that table. */
  long length(int rows, int columns) {
    return 1 + (long) frames * rows * columns;
  }
}
