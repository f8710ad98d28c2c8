package org.eobench.core.run.gallery;

import java.util.function.IntUnaryOperator;
import org.eobench.core.metrics.pixels.PixelValues;

/**
 * Colours for the pixels of a map of values, from the smallest measured value to the largest.
 *
 * @param values prediction and measurement
 * @param least smallest measured value
 * @param most largest measured value
 */
record ValueColours(PixelValues values, double least, double most) {
  static ValueColours of(PixelValues values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = values.offset(); i < values.offset() + values.length(); i++) {
      if (!Float.isNaN(values.measured()[i])) {
        least = Math.min(least, values.measured()[i]);
        most = Math.max(most, values.measured()[i]);
      }
    }
    return new ValueColours(values, least, most);
  }

  IntUnaryOperator measured() {
    return pixel -> colour(values.measured()[values.offset() + pixel]);
  }

  IntUnaryOperator predicted() {
    return pixel -> colour(values.predicted()[values.offset() + pixel]);
  }

  /** Full colour at half the range of the measured values. */
  IntUnaryOperator error() {
    return pixel -> {
      int i = values.offset() + pixel;
      float error = values.predicted()[i] - values.measured()[i];
      return Float.isNaN(error) ? Palette.NONE : Palette.ofError(2 * error / range());
    };
  }

  private int colour(float value) {
    return Float.isNaN(value) ? Palette.NONE : Palette.ofValue((value - least) / range());
  }

  private double range() {
    return most > least ? most - least : 1;
  }
}
