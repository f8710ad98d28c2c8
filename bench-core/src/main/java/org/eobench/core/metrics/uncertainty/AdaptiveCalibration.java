package org.eobench.core.metrics.uncertainty;

import java.util.Arrays;

/**
 * The calibration error over bins with equal numbers of predictions (Nguyen and O'Connor, EMNLP
 * 2015; Mukhoti et al., NeurIPS 2020).
 */
public final class AdaptiveCalibration {
  private AdaptiveCalibration() {}

  /**
   * The edges of the bins: the sorted confidences at positions 0, n/bins, 2n/bins … n, between two
   * of them in proportion.
   */
  public static double[] edges(double[] confidences, int bins) {
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins + 1];
    int last = sorted.length - 1;
    for (int i = 0; i <= bins; i++) {
      double position = (double) i * sorted.length / bins;
      int below = (int) Math.min(last, position);
      double share = Math.min(position, last) - below;
      edges[i] =
          share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }
    return edges;
  }

  /**
   * The error of single predictions.
   *
   * @param right whether each is right
   * @param lowest whether the lowest confidence counts; it lies on the edge of the first bin, and
   *     the published code leaves it out
   */
  public static double error(double[] confidences, boolean[] right, int bins, boolean lowest) {
    double[] edges = edges(confidences, bins);
    double[] sums = new double[bins];
    double[] hits = new double[bins];
    for (int i = 0; i < confidences.length; i++) {
      for (int bin = 0; bin < bins; bin++) {
        boolean above = confidences[i] > edges[bin] || (lowest && bin == 0);
        if (above && confidences[i] <= edges[bin + 1]) {
          sums[bin] += confidences[i];
          hits[bin] += right[i] ? 1 : 0;
        }
      }
    }
    double error = 0;
    for (int bin = 0; bin < bins; bin++) {
      error += Math.abs(sums[bin] - hits[bin]);
    }
    return error / confidences.length;
  }
}
