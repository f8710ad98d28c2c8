package org.eobench.core.run.plan;

import java.util.Locale;

/** Whose statistics normalise the bands: the values of {@code normalization}. */
public enum NormalizationSource {
  /** Those of the data set. */
  DATA,
  /** Those of the images that the encoder was pretrained on. */
  MODEL;

  /** The value in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
