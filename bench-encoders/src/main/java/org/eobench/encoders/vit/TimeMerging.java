package org.eobench.encoders.vit;

/** How a ViT processes several dates. */
enum TimeMerging {
  /** The ViT takes one date. */
  NONE,
  /**
   * Two new convolutions merge the dates into one image. They are trained even if the transformer
   * is frozen.
   */
  TRAINED,
  /** Like {@link #TRAINED}, but frozen with the transformer and thus random, as in Pangaea. */
  FROZEN
}
