package org.eobench.encoders.vit;

/** How a ViT takes several dates. */
enum TimeMerging {
  /** It takes one date. */
  NONE,
  /**
   * Two new convolutions merge the dates into one image; they are trained even where the
   * transformer is frozen.
   */
  TRAINED,
  /** As {@link #TRAINED}, but frozen with the transformer, that is, random: what Pangaea does. */
  FROZEN
}
