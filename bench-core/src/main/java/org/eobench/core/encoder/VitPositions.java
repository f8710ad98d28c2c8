package org.eobench.core.encoder;

import org.eobench.core.nn.Init;
import org.eobench.core.nn.vit.GridInterpolation;

/** The source of a plain vision transformer's position codes. */
public sealed interface VitPositions {
  /**
   * A table from the checkpoint, {@code pos_embed [1,1+g·g,D]}, for images of the input size.
   *
   * @param init its initial values
   * @param learned whether the table is trained or fixed
   */
  record Stored(Init init, boolean learned) implements VitPositions {}

  /**
   * A trained table from the checkpoint, {@code pos_embed [1,1+g·g,D]}, which every forward pass
   * resamples to the grid of its images.
   *
   * @param init its initial values
   * @param grid g, patches along one side of the images that the table was trained on
   * @param resampling the resampling
   */
  record Resampled(Init init, int grid, GridInterpolation resampling) implements VitPositions {}

  /**
   * Codes that are computed for every batch, so that images can have any size.
   *
   * @param codes computes the codes
   */
  record Computed(Codes codes) implements VitPositions {}

  /** Computes the position codes of a batch. */
  @FunctionalInterface
  interface Codes {
    /**
     * The codes of one grid.
     *
     * @param rows patches from top to bottom
     * @param columns patches from left to right
     * @return {@code [B,1+rows·columns,D]} in C order, with the class token's row first
     */
    float[] of(EncoderInput input, int rows, int columns);
  }
}
