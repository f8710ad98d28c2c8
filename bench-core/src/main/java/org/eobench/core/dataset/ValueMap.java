package org.eobench.core.dataset;

import java.util.Locale;

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
          String.format(
              Locale.ROOT,
              "target of shape [%d,%d] needs %d values, got %d",
              height,
              width,
              height * width,
              values.length));
    }
  }
}
