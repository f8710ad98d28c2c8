package org.eobench.core.io.geotiff;

/**
 * Scale and offset of a band: {@code value = stored * scale + offset}.
 *
 * @param scale factor
 * @param offset term added after scaling
 */
public record BandScale(double scale, double offset) {
  /** No scaling: the stored numbers are the values. */
  public static final BandScale NONE = new BandScale(1, 0);

  /** Whether values differ from the stored numbers. */
  public boolean changes() {
    return !equals(NONE);
  }

  /** Converts a stored number to its value; NaN stays NaN. */
  public float apply(double stored) {
    return (float) (stored * scale + offset);
  }
}
