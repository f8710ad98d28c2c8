package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Counts predictions by their confidence, in bins of equal width between 0 and 1, to tell how well
 * calibrated they are. Parts add up to the whole.
 */
public final class Reliability {
  /** Number of bins of Guo et al. (2017). */
  public static final int BINS = 15;

  private final long[] counts;
  private final long[] correct;
  private final double[] confidences;

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
          String.format(
              Locale.ROOT, "cannot add %d bins to %d", other.counts.length, counts.length));
    }
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = Math.addExact(counts[bin], other.counts[bin]);
      correct[bin] += other.correct[bin];
      confidences[bin] += other.confidences[bin];
    }
  }

  /** What the counts so far tell. */
  public Calibration calibration() {
    List<Calibration.Bin> bins = new ArrayList<>();
    double width = counts.length;
    for (int bin = 0; bin < counts.length; bin++) {
      double count = counts[bin];
      bins.add(
          new Calibration.Bin(
              bin / width,
              (bin + 1) / width,
              counts[bin],
              confidences[bin] / count,
              correct[bin] / count));
    }
    return Calibration.of(bins);
  }
}
