package org.eobench.core.encoder;

import org.eobench.core.dataset.EoDataset;

/** An encoder's config record; it inlines the keys that all encoders have. */
public interface EncoderConfig {
  /** The keys of every encoder's YAML. */
  EncoderKeys keys();

  /** Whether the encoder can be built without weights, from random initialization. */
  default boolean canStartRandom() {
    return true;
  }

  /**
   * Whether the encoder is given feature maps that were computed before, in place of images. Steps
   * that change pixels are then refused.
   */
  default boolean readsMaps() {
    return false;
  }

  /**
   * The samples as the encoder reads them; by default, as they are.
   *
   * @param samples those of the data set; pixels without data have no target
   */
  default EoDataset samples(EoDataset samples) {
    return samples;
  }
}
