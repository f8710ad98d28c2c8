package org.eobench.core.metrics.uncertainty;

import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.Reliability;

/** Sums over the probabilities of pixels. Parts add up to the whole. */
final class PixelProbabilities implements Counts<PixelClasses, PixelProbabilities> {
  private final int classes;
  private final int ignoreIndex;
  private final ClassBins bins;
  private double logLoss;
  private double brier;

  PixelProbabilities(int classes, int ignoreIndex) {
    this.classes = classes;
    this.ignoreIndex = ignoreIndex;
    bins = new ClassBins(classes, Reliability.BINS);
  }

  @Override
  public void count(PixelClasses image) {
    float[] all = image.probabilities().get();
    int plane = image.pixels();
    // Samples of a batch follow each other with all their classes.
    int start = image.offset() * classes;
    for (int pixel = 0; pixel < plane; pixel++) {
      int label = image.actual()[image.offset() + pixel];
      if (label != ignoreIndex) {
        double squares = 0;
        for (int klass = 0; klass < classes; klass++) {
          double probability = all[start + klass * plane + pixel];
          boolean isTrue = klass == label;
          double gap = probability - (isTrue ? 1 : 0);
          squares += gap * gap;
          bins.add(klass, probability, isTrue);
        }
        // A probability below the smallest float counts as that one.
        logLoss -= Math.log(Math.max(Float.MIN_VALUE, all[start + label * plane + pixel]));
        brier += squares;
        bins.next();
      }
    }
  }

  @Override
  public void add(PixelProbabilities other) {
    bins.add(other.bins);
    logLoss += other.logLoss;
    brier += other.brier;
  }

  ProbabilityScores scores() {
    double n = bins.count();
    return new ProbabilityScores(logLoss / n, brier / n, bins.error(ignoreIndex));
  }

  double[] row() {
    double[] counts = bins.row();
    double[] row = new double[2 + counts.length];
    row[0] = logLoss;
    row[1] = brier;
    System.arraycopy(counts, 0, row, 2, counts.length);
    return row;
  }

  static PixelProbabilities of(double[] row, int classes, int ignoreIndex) {
    PixelProbabilities counts = new PixelProbabilities(classes, ignoreIndex);
    counts.logLoss = row[0];
    counts.brier = row[1];
    counts.bins.addRow(row, 2);
    return counts;
  }
}
