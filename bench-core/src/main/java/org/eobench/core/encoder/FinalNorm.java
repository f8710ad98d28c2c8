package org.eobench.core.encoder;

/** The maps of a transformer to which its final layer norm is applied. */
public enum FinalNorm {
  /** Every map, as for DINOv2's intermediate layers. */
  ALL,
  /**
   * Only the output of the last block, if it is among the maps, as in the standard forward pass.
   */
  LAST,
  /** The deepest map, whichever block it comes from, as in Pangaea's CROMA. */
  DEEPEST,
  /** No map; several of Pangaea's encoders omit the norm. */
  NONE;

  /**
   * Whether the map after a block is normalised.
   *
   * @param layer the block, from 0
   * @param deepest the last block after which a map is taken
   * @param depth number of blocks
   */
  public boolean applies(int layer, int deepest, int depth) {
    return switch (this) {
      case ALL -> true;
      case LAST -> layer == depth - 1;
      case DEEPEST -> layer == deepest;
      case NONE -> false;
    };
  }
}
