package org.eobench.core.metrics.images;

import java.util.Arrays;

/**
 * The area under the steps of a precision-recall curve, {@code Σ (R_n - R_{n-1}) P_n} over the
 * distinct scores in descending order, without interpolation, as defined by scikit-learn.
 */
final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * Ranks images by their scores; equal scores form one step.
   *
   * @param scores no NaN
   * @param positive whether an image is of the class
   * @return value in {@code (0,1]}, or NaN if no image is positive
   */
  static double of(float[] scores, boolean[] positive) {
    long[] keys = new long[scores.length];
    long positives = 0;
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) ascending(scores[i]) << 1 | (positive[i] ? 1 : 0);
      positives += positive[i] ? 1 : 0;
    }
    Arrays.sort(keys);
    long hits = 0;
    double sum = 0;
    for (int i = keys.length - 1; i >= 0; ) {
      long score = keys[i] >> 1;
      long before = hits;
      for (; i >= 0 && keys[i] >> 1 == score; i--) {
        hits += keys[i] & 1;
      }
      long taken = keys.length - 1 - i;
      sum += (double) (hits - before) * hits / taken;
    }
    return sum / positives;
  }

  /** The bits of a float, mapped so that they sort like the numbers; both zeros are equal. */
  private static int ascending(float score) {
    int bits = Float.floatToIntBits(score + 0.0f);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }
}
