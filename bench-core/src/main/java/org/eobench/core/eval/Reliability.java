package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the confidence of predictions is from the share of them that is right, in bins of equal
 * width as in Guo, Pleiss, Sun and Weinberger (ICML 2017). The confidence is the probability of the
 * predicted class. Parts add up to the whole.
 */
public final class Reliability {
  /** Bins of the paper. */
  public static final int BINS = 15;

  private final long[] counts;
  private final long[] correct;
  private final double[] confidences;

  /**
   * One bin: confidences in {@code (lower, upper]}, the first with 0 too.
   *
   * @param count predictions in it
   * @param confidence their mean confidence; NaN without any
   * @param accuracy share of them that is right; NaN without any
   */
  public record Bin(double lower, double upper, long count, double confidence, double accuracy) {
    double gap() {
      return Math.abs(accuracy - confidence);
    }
  }

  /**
   * @param bins number of bins between 0 and 1
   */
  public Reliability(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("reliability needs a bin, got " + bins);
    }
    counts = new long[bins];
    correct = new long[bins];
    confidences = new double[bins];
  }

  /**
   * Counts one prediction.
   *
   * @param confidence in {@code [0,1]}; a rounding error above 1 counts as 1
   */
  public void add(float confidence, boolean right) {
    if (!(confidence >= 0 && confidence <= 1.001f)) {
      throw new IllegalArgumentException("a confidence must lie in [0,1], got " + confidence);
    }
    int last = counts.length - 1;
    int bin = Math.min(last, Math.max(0, (int) Math.ceil((double) confidence * counts.length) - 1));
    counts[bin]++;
    correct[bin] += right ? 1 : 0;
    confidences[bin] += confidence;
  }

  /**
   * Counts the {@code length} pixels from {@code offset} on, such as one sample of a batch, but
   * those whose target is the ignore index.
   *
   * @param confidence probability of the predicted class of each pixel
   */
  public void add(
      float[] confidence,
      int[] predictions,
      int[] targets,
      int ignoreIndex,
      int offset,
      int length) {
    for (int i = offset; i < offset + length; i++) {
      if (targets[i] != ignoreIndex) {
        add(confidence[i], predictions[i] == targets[i]);
      }
    }
  }

  /** Adds the counts of another part with as many bins. */
  public void add(Reliability other) {
    if (other.counts.length != counts.length) {
      throw new IllegalArgumentException(
          "cannot add %d bins to %d".formatted(other.counts.length, counts.length));
    }
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = Math.addExact(counts[bin], other.counts[bin]);
      correct[bin] += other.correct[bin];
      confidences[bin] += other.confidences[bin];
    }
  }

  /** All bins, from low to high confidence. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    double width = counts.length;
    for (int bin = 0; bin < counts.length; bin++) {
      double count = counts[bin];
      bins.add(
          new Bin(
              bin / width,
              (bin + 1) / width,
              counts[bin],
              confidences[bin] / count,
              correct[bin] / count));
    }
    return bins;
  }

  /** Predictions counted. */
  public long total() {
    return bins().stream().mapToLong(Bin::count).sum();
  }

  /**
   * ECE: the mean gap between confidence and accuracy, each bin weighted by its predictions; in
   * {@code [0,1]}, NaN over no prediction.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    for (Bin bin : bins()) {
      sum += bin.count() == 0 ? 0 : bin.count() * bin.gap();
    }
    return sum / total();
  }

  /** MCE: the largest gap of a bin that has predictions; NaN over no prediction. */
  public double maximumCalibrationError() {
    return bins().stream()
        .filter(bin -> bin.count() > 0)
        .mapToDouble(Bin::gap)
        .max()
        .orElse(Double.NaN);
  }
}
