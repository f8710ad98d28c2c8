package org.eobench.core.dataset;

import java.util.Locale;

/**
 * What the targets of a regression measure. A model predicts {@code (value - offset) / scale}, a
 * number near 0 that is easy to learn; every score is of values in their own unit.
 *
 * @param unit such as {@code t/ha}, empty for a number without unit
 * @param offset the value that the model's 0 stands for, often the mean of the training split
 * @param scale what the model's 1 is worth, often the standard deviation of the training split
 */
public record Quantity(String unit, double offset, double scale) {
  /** Values that the model predicts as they are. */
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

  /** A prediction of the model in the unit of the data. */
  public double toUnit(double prediction) {
    return offset + scale * prediction;
  }
}
