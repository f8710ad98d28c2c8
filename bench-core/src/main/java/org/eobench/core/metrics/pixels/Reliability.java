package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.PixelClasses;

/**
 * Counts predictions by their confidence, in bins of equal width between 0 and 1, to tell how well
 * calibrated they are. Parts add up to the whole.
 */
public final class Reliability implements Counts<PixelClasses, Reliability> {
  /** Number of bins of Guo et al. (2017). */
  public static final int BINS = 15;

  private final int ignoreIndex;
  private final long[] counts;
  private final long[] correct;
  private final double[] confidences;

  /**
   * @param bins number of bins between 0 and 1
   * @param ignoreIndex label of pixels that do not count
   */
  public Reliability(int bins, int ignoreIndex) {
    this.ignoreIndex = ignoreIndex;
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

  /** Counts the pixels of an image but those whose target is the ignore index. */
  @Override
  public void count(PixelClasses image) {
    float[] confidence = image.confidence().get();
    for (int i = image.offset(); i < image.offset() + image.pixels(); i++) {
      if (image.actual()[i] != ignoreIndex) {
        add(confidence[i], image.predicted()[i] == image.actual()[i]);
      }
    }
  }

  /** Adds the counts of another part with as many bins. */
  @Override
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

  /** The counts, then the correct ones, then the sums of the confidences, each by bin. */
  double[] row() {
    int bins = counts.length;
    double[] row = new double[3 * bins];
    for (int bin = 0; bin < bins; bin++) {
      row[bin] = counts[bin];
      row[bins + bin] = correct[bin];
      row[2 * bins + bin] = confidences[bin];
    }
    return row;
  }

  /** The counts of a {@link #row}. */
  static Reliability of(double[] row, int ignoreIndex) {
    int bins = row.length / 3;
    Reliability counts = new Reliability(bins, ignoreIndex);
    for (int bin = 0; bin < bins; bin++) {
      counts.counts[bin] = (long) row[bin];
      counts.correct[bin] = (long) row[bins + bin];
      counts.confidences[bin] = row[2 * bins + bin];
    }
    return counts;
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
