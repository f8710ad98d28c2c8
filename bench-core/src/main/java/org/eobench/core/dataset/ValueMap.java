package org.eobench.core.dataset;

/**
 * A measured value for each pixel: the target of regression.
 *
 * @param values in the unit of the data set, in C order {@code [H,W]}; NaN where nothing was
 *     measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ValueMap(float[] values, int height, int width) implements Target {
  public ValueMap {
    if (values.length != height * width) {
      throw new IllegalArgumentException(
          "target of shape [%d,%d] needs %d values, got %d"
              .formatted(height, width, height * width, values.length));
    }
  }
}
