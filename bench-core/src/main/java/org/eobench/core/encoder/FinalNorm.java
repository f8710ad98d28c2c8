package org.eobench.core.encoder;

/** Which of a transformer's maps pass through its final layer norm. */
public enum FinalNorm {
  /** Every map, as DINOv2 takes intermediate layers. */
  ALL,
  /** The output of the last block alone, where it is among the maps: the plain forward pass. */
  LAST,
  /** The deepest map, whichever block it comes from: Pangaea's CROMA. */
  DEEPEST,
  /** None: several of Pangaea's encoders leave the norm out. */
  NONE;

  /**
   * Whether the map after a block is normalised.
   *
   * @param layer the block, from 0
   * @param deepest the last block a map is taken after
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
