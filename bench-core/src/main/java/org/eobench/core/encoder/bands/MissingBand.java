package org.eobench.core.encoder.bands;

import java.util.Locale;

/** What takes the place of a band that an encoder takes and the data set lacks. */
public enum MissingBand {
  /** Nothing: the run is refused, and the error names the nearest band. */
  ERROR,
  /** The band of the data set whose centre wavelength is nearest. */
  NEAREST,
  /** Zeros after normalisation, which is the mean of the data set; as in Pangaea. */
  ZERO,
  /**
   * Nothing: the encoder is built without the band. Only for encoders that have separate weights
   * for each band, or none for bands.
   */
  DROP;

  /** The value of {@code encoder.missing_band}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
