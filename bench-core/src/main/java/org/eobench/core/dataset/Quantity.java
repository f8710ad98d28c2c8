package org.eobench.core.dataset;

import java.util.Locale;

/**
 * The measured quantity of a regression. A model predicts {@code (value - offset) / scale}, which
 * is near 0 and therefore easy to learn; scores are computed on values in the original unit.
 *
 * @param unit such as {@code t/ha}, empty for a number without unit
 * @param offset value that corresponds to 0 in the model's output, often the mean of the training
 *     split
 * @param scale value that corresponds to a difference of 1, often the standard deviation of the
 *     training split
 */
public record Quantity(String unit, double offset, double scale) {
  /** A quantity that the model predicts without scaling. */
  public static final Quantity PLAIN = new Quantity("", 0, 1);

  public Quantity {
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "target_scale=%s must be positive and target_offset=%s finite",
              scale,
              offset));
    }
  }

  /** Converts a prediction of the model to the unit of the data. */
  public double toUnit(double prediction) {
    return offset + scale * prediction;
  }
}
