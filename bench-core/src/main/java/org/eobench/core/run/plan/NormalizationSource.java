package org.eobench.core.run.plan;

import java.util.List;
import java.util.Locale;

/** Whose statistics normalise the bands: the values of {@code normalization}. */
public enum NormalizationSource {
  /** Those of the data set. */
  DATA,
  /** Those of the images that the encoder was pretrained on. */
  MODEL,
  /** Both, for the heads of a bank, each of which has one of them. */
  BOTH;

  /** The value in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The single sources that this one stands for. */
  public List<NormalizationSource> each() {
    return this == BOTH ? List.of(DATA, MODEL) : List.of(this);
  }
}
