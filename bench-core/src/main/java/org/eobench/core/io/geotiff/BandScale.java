package org.eobench.core.io.geotiff;

/**
 * How the stored numbers of one band become measured values: {@code stored * scale + offset}.
 *
 * @param scale factor
 * @param offset what is added after that
 */
public record BandScale(double scale, double offset) {
  /** Stored numbers are the values. */
  public static final BandScale NONE = new BandScale(1, 0);

  /** Whether values differ from what is stored. */
  public boolean changes() {
    return !equals(NONE);
  }

  /** The value of a stored number; NaN stays NaN. */
  public float apply(double stored) {
    return (float) (stored * scale + offset);
  }
}
