package org.eobench.decoders.probe;

import java.util.Arrays;

/**
 * Mean and standard deviation of each feature over the images of a split.
 *
 * @param mean {@code [D]}
 * @param deviation {@code [D]}, 1 for constant features
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standardization(double[] mean, double[] deviation) {

  static Standardization of(FeatureBank bank, int width) {
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int i = 0; i < bank.size(); i++) {
      float[] row = bank.row(i);
      for (int d = 0; d < width; d++) {
        mean[d] += row[d] / bank.size();
      }
    }
    for (int i = 0; i < bank.size(); i++) {
      float[] row = bank.row(i);
      for (int d = 0; d < width; d++) {
        deviation[d] += (row[d] - mean[d]) * (row[d] - mean[d]) / bank.size();
      }
    }
    for (int d = 0; d < width; d++) {
      double root = Math.sqrt(deviation[d]);
      // The deviation of a constant feature is only rounding error.
      deviation[d] = root > 1e-6 * Math.abs(mean[d]) ? root : 1;
    }
    return new Standardization(mean, deviation);
  }

  /** Scales every image of a bank. */
  void apply(FeatureBank bank) {
    for (int i = 0; i < bank.size(); i++) {
      float[] row = bank.row(i);
      for (int d = 0; d < row.length; d++) {
        row[d] = (float) ((row[d] - mean[d]) / deviation[d]);
      }
    }
  }

  /** Converts parameters for scaled features to parameters for the original features. */
  double[] undo(double[] p) {
    int width = mean.length;
    int classes = p.length / (width + 1);
    double[] own = Arrays.copyOf(p, p.length);
    for (int k = 0; k < classes; k++) {
      for (int d = 0; d < width; d++) {
        int at = k * width + d;
        own[at] = p[at] / deviation[d];
        own[classes * width + k] -= own[at] * mean[d];
      }
    }
    return own;
  }
}
