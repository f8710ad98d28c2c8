package org.eobench.core.encoder;

import org.eobench.core.nn.Init;
import org.eobench.core.nn.vit.GridInterpolation;

/** Where a plain vision transformer has its position codes from. */
public sealed interface VitPositions {
  /**
   * A table of the checkpoint, {@code pos_embed [1,1+g·g,D]}, for images of the input size.
   *
   * @param init its first values
   * @param learned whether it is trained, or fixed
   */
  record Stored(Init init, boolean learned) implements VitPositions {}

  /**
   * A trained table of the checkpoint, {@code pos_embed [1,1+g·g,D]}, that is resampled for images
   * of other sizes in every forward pass.
   *
   * @param init its first values
   * @param grid g, patches along one side of the images it was made for
   * @param resampling the rule
   */
  record Resampled(Init init, int grid, GridInterpolation resampling) implements VitPositions {}

  /**
   * Codes that are computed for every batch, so that images may have any size.
   *
   * @param codes computes them
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
     * @return {@code [B,1+rows·columns,D]} in C order, the class token's first
     */
    float[] of(EncoderInput input, int rows, int columns);
  }
}
