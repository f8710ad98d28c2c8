package org.eobench.core.run.predictions;

import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;

/**
 * What a model predicts for each pixel of an image, in C order {@code [H,W]}: classes, or values.
 *
 * @param height H
 * @param width W
 * @param classes class of each pixel, {@link #NO_DATA} where the image has no data; empty for a
 *     regression
 * @param confidence probability of that class; empty for a regression
 * @param values predicted values in the unit of the data set, NaN where the image has no data;
 *     empty for a task with classes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImagePrediction(
    int height, int width, int[] classes, float[] confidence, float[] values) {
  /** In place of a class where the image has no data. */
  public static final int NO_DATA = -1;

  /**
   * The classes of an image that was predicted as a batch of its own.
   *
   * @param pixels those with the ignore index as label have no data
   */
  static ImagePrediction of(PixelClasses pixels, int ignoreIndex) {
    int[] classes = pixels.predicted().clone();
    for (int i = 0; i < classes.length; i++) {
      classes[i] = pixels.actual()[i] == ignoreIndex ? NO_DATA : classes[i];
    }
    float[] confidence = pixels.confidence().get();
    return new ImagePrediction(pixels.height(), pixels.width(), classes, confidence, new float[0]);
  }

  /**
   * The values of an image that was predicted as a batch of its own.
   *
   * @param pixels those without a measurement have no data
   */
  static ImagePrediction of(PixelValues pixels, int height, int width) {
    float[] values = pixels.predicted().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isNaN(pixels.measured()[i]) ? Float.NaN : values[i];
    }
    return new ImagePrediction(height, width, new int[0], new float[0], values);
  }

  /** Whether pixels have classes, and not values. */
  public boolean hasClasses() {
    return classes.length > 0;
  }

  /** Whether a pixel of the image has data, and so a prediction. */
  public boolean hasData(int pixel) {
    return hasClasses() ? classes[pixel] != NO_DATA : !Float.isNaN(values[pixel]);
  }
}
