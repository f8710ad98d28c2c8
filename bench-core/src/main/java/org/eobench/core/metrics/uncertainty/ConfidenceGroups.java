package org.eobench.core.metrics.uncertainty;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.Reliability;

/**
 * Predictions in 512 groups by their confidence: of equal width up to 0.96, then each of 10 % of
 * what is missing to 1. The order within a group is lost, so that the pixels of a split need not be
 * kept. Parts add up to the whole.
 */
final class ConfidenceGroups implements Counts<PixelClasses, ConfidenceGroups> {
  private static final int EQUAL = 384;
  private static final int FINE = 128;
  private static final int GROUPS = EQUAL + FINE;
  private static final double HIGH = 0.96;

  /** Confidences nearer to 1 than this are one group. */
  private static final double FINEST = 0x1p-23;

  private final int ignoreIndex;
  private final long[] counts = new long[GROUPS];
  private final long[] correct = new long[GROUPS];
  private final double[] confidences = new double[GROUPS];

  ConfidenceGroups(int ignoreIndex) {
    this.ignoreIndex = ignoreIndex;
  }

  @Override
  public void count(PixelClasses image) {
    float[] confidence = image.confidence().get();
    for (int i = image.offset(); i < image.offset() + image.pixels(); i++) {
      if (image.actual()[i] != ignoreIndex) {
        add(confidence[i], image.predicted()[i] == image.actual()[i]);
      }
    }
  }

  void add(double confidence, boolean right) {
    int place = group(confidence);
    counts[place]++;
    correct[place] += right ? 1 : 0;
    confidences[place] += confidence;
  }

  private static int group(double confidence) {
    if (confidence < HIGH) {
      return Math.max(0, (int) (EQUAL * confidence / HIGH));
    }
    double missing = Math.max(FINEST, 1 - confidence);
    double share = Math.log(missing / (1 - HIGH)) / Math.log(FINEST / (1 - HIGH));
    return EQUAL + Math.max(0, Math.min(FINE - 1, (int) (FINE * share)));
  }

  @Override
  public void add(ConfidenceGroups other) {
    for (int group = 0; group < GROUPS; group++) {
      counts[group] += other.counts[group];
      correct[group] += other.correct[group];
      confidences[group] += other.confidences[group];
    }
  }

  SelectiveScores scores() {
    List<RiskCoverage.Group> groups = new ArrayList<>();
    for (int group = GROUPS - 1; group >= 0; group--) {
      groups.add(new RiskCoverage.Group(counts[group], counts[group] - correct[group]));
    }
    RiskCoverage curve = new RiskCoverage(groups);
    return new SelectiveScores(adaptiveError(curve.count()), curve.area(), curve.excess());
  }

  /** Fills bins of equal numbers from group to group; a group at an edge is split in proportion. */
  private double adaptiveError(long all) {
    double size = (double) all / Reliability.BINS;
    double room = size;
    double gap = 0;
    double error = 0;
    for (int group = 0; group < GROUPS; group++) {
      double rest = counts[group];
      while (rest > 0) {
        double taken = Math.min(rest, room);
        gap += (confidences[group] - correct[group]) * taken / counts[group];
        rest -= taken;
        room -= taken;
        if (room <= size * 1e-12) {
          error += Math.abs(gap);
          gap = 0;
          room = size;
        }
      }
    }
    return (error + Math.abs(gap)) / all;
  }

  double[] row() {
    double[] row = new double[3 * GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      row[group] = counts[group];
      row[GROUPS + group] = correct[group];
      row[2 * GROUPS + group] = confidences[group];
    }
    return row;
  }

  static ConfidenceGroups of(double[] row, int ignoreIndex) {
    ConfidenceGroups groups = new ConfidenceGroups(ignoreIndex);
    for (int group = 0; group < GROUPS; group++) {
      groups.counts[group] = (long) row[group];
      groups.correct[group] = (long) row[GROUPS + group];
      groups.confidences[group] = row[2 * GROUPS + group];
    }
    return groups;
  }
}
