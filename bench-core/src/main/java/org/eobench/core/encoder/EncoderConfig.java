package org.eobench.core.encoder;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.jspecify.annotations.Nullable;

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

  /**
   * The config of the same encoder for fewer bands, whose pretrained weights are those of the
   * remaining bands; null, the default, for an encoder that needs all of them together.
   *
   * @param bands some of the bands of {@link #keys()}, by modality
   */
  default @Nullable EncoderConfig withBands(Map<String, List<String>> bands) {
    return null;
  }
}
