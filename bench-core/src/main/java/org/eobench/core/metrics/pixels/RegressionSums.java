package org.eobench.core.metrics.pixels;

import java.util.Locale;

/**
 * The basis of all regression scores, for one or more samples: counts and sums over the pixels with
 * a value. The sums of two parts add up to those of the whole.
 *
 * <p>The variance of the targets is summed around their mean, and two parts are combined as in
 * Chan, Golub and LeVeque (1979), which is accurate for large targets with little variation. Errors
 * are predictions minus targets, in float64.
 *
 * @param count number of pixels with a value
 * @param error sum of the errors
 * @param squaredError sum of the squared errors
 * @param absoluteError sum of the absolute errors; NaN if unknown
 * @param targetMean mean of the targets; 0 without pixels
 * @param targetSpread sum of the squared deviations of the targets from their mean
 */
public record RegressionSums(
    long count,
    double error,
    double squaredError,
    double absoluteError,
    double targetMean,
    double targetSpread) {
  /** The sums over no pixels. */
  public static final RegressionSums NONE = new RegressionSums(0, 0, 0, 0, 0, 0);

  /**
   * Sums over pixels.
   *
   * @param predictions one value per pixel
   * @param targets one value per pixel; NaN marks a pixel without a value, whose prediction is
   *     ignored
   */
  public static RegressionSums of(float[] predictions, float[] targets) {
    if (predictions.length != targets.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d predictions for %d targets", predictions.length, targets.length));
    }
    return of(predictions, targets, 0, targets.length);
  }

  /** Sums over the {@code length} pixels from {@code offset}, such as one sample of a batch. */
  public static RegressionSums of(float[] predictions, float[] targets, int offset, int length) {
    long count = 0;
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      if (!Float.isNaN(targets[i])) {
        count++;
        sum += targets[i];
      }
    }
    if (count == 0) {
      return NONE;
    }
    double mean = sum / count;
    double error = 0;
    double squared = 0;
    double absolute = 0;
    double spread = 0;
    for (int i = offset; i < offset + length; i++) {
      if (!Float.isNaN(targets[i])) {
        double difference = (double) predictions[i] - targets[i];
        double distance = targets[i] - mean;
        error += difference;
        squared += difference * difference;
        absolute += Math.abs(difference);
        spread += distance * distance;
      }
    }
    return new RegressionSums(count, error, squared, absolute, mean, spread);
  }

  /** The components in their order. */
  double[] row() {
    return new double[] {count, error, squaredError, absoluteError, targetMean, targetSpread};
  }

  /** The sums of a {@link #row}. */
  static RegressionSums of(double[] row) {
    return new RegressionSums((long) row[0], row[1], row[2], row[3], row[4], row[5]);
  }

  /** The sums over the pixels of both. */
  public RegressionSums plus(RegressionSums other) {
    if (count == 0) {
      return other;
    }
    if (other.count == 0) {
      return this;
    }
    long both = Math.addExact(count, other.count);
    double apart = other.targetMean - targetMean;
    double share = (double) other.count / both;
    return new RegressionSums(
        both,
        error + other.error,
        squaredError + other.squaredError,
        absoluteError + other.absoluteError,
        targetMean + apart * share,
        targetSpread + other.targetSpread + apart * apart * share * count);
  }

  /**
   * The sums if the same value were predicted everywhere. The absolute error is then unknown (NaN),
   * because it cannot be derived from sums.
   */
  public RegressionSums predicting(double value) {
    if (count == 0) {
      return NONE;
    }
    double apart = value - targetMean;
    return new RegressionSums(
        count,
        apart * count,
        targetSpread + apart * apart * count,
        Double.NaN,
        targetMean,
        targetSpread);
  }
}
