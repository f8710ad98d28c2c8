package org.eobench.core.metrics.uncertainty;

import java.util.Arrays;

/**
 * Split conformal prediction: thresholds for sets of classes that hold the true one with a stated
 * probability, if the test samples are exchangeable with those of the calibration. A set holds the
 * classes whose score, 1 minus their probability, is at most the threshold.
 */
public final class Conformal {
  private Conformal() {}

  /**
   * The threshold for samples with one label each (Vovk et al., 2005; Sadinle et al., JASA 2019):
   * the ⌈(n + 1)(1 - α)⌉-th smallest score of the true classes. The usual call of a quantile
   * function gives one rank more for some n.
   *
   * @param scores 1 minus the probability of the true class, of each calibration sample
   * @param alpha share of the sets that may miss the true class
   * @return infinite if there are too few samples for this share: then every set holds every class
   */
  public static double threshold(double[] scores, double alpha) {
    // Without the rounding error of (n + 1)(1 - α), which would add a rank.
    long rank = (long) Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9);
    if (rank > scores.length) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.max(0, rank - 1)];
  }

  /**
   * The threshold for images with many labelled pixels, which are not exchangeable with each other
   * while images may be: conformal risk control (Angelopoulos et al., ICLR 2024). The mean share of
   * a new image's pixels whose set misses their class is at most α.
   *
   * @param missed by threshold from 0 to 1 in equal steps, the sum over the images of the share of
   *     their pixels with a higher score
   * @param images number of images
   * @return infinite if there are too few images for this share
   */
  public static double controlled(double[] missed, long images, double alpha) {
    for (int step = 0; step < missed.length; step++) {
      if ((missed[step] + 1) / (images + 1) <= alpha) {
        return (double) step / (missed.length - 1);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The fewest calibration samples, or images, for which the threshold is finite. */
  public static long fewest(double alpha) {
    return (long) Math.ceil(1 / alpha - 1 - 1e-9);
  }
}
