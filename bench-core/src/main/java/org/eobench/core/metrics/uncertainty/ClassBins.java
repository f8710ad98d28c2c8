package org.eobench.core.metrics.uncertainty;

/**
 * The probabilities that were given to each class, in bins of equal width, with how often the class
 * was true: the counts of the classwise calibration error (Kull et al., NeurIPS 2019). Parts add
 * up.
 */
public final class ClassBins {
  private final int classes;
  private final int bins;
  private final double[] sums;
  private final double[] hits;
  private long count;

  /**
   * @param bins bins between 0 and 1, {@code (lower, upper]}; the first includes 0
   */
  public ClassBins(int classes, int bins) {
    this.classes = classes;
    this.bins = bins;
    sums = new double[classes * bins];
    hits = new double[classes * bins];
  }

  /** Counts the probability of one class in one prediction. */
  public void add(int klass, double probability, boolean isTrue) {
    int bin = Math.max(0, (int) Math.ceil(probability * bins) - 1);
    int place = klass * bins + Math.min(bins - 1, bin);
    sums[place] += probability;
    hits[place] += isTrue ? 1 : 0;
  }

  /** Counts one prediction, whose classes are {@linkplain #add added} one by one. */
  public void next() {
    count++;
  }

  public void add(ClassBins other) {
    count += other.count;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
      hits[i] += other.hits[i];
    }
  }

  public long count() {
    return count;
  }

  /**
   * The mean over the classes of their calibration errors; NaN without predictions.
   *
   * @param left a class that is left out, or -1
   */
  public double error(int left) {
    double sum = 0;
    int counted = 0;
    for (int klass = 0; klass < classes; klass++) {
      if (klass != left) {
        counted++;
        for (int bin = klass * bins; bin < (klass + 1) * bins; bin++) {
          sum += Math.abs(sums[bin] - hits[bin]);
        }
      }
    }
    return sum / count / counted;
  }

  /** The numbers as a row. */
  double[] row() {
    double[] row = new double[1 + 2 * sums.length];
    row[0] = count;
    System.arraycopy(sums, 0, row, 1, sums.length);
    System.arraycopy(hits, 0, row, 1 + sums.length, hits.length);
    return row;
  }

  /** Adds a {@link #row}. */
  void addRow(double[] row, int from) {
    count += (long) row[from];
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[from + 1 + i];
      hits[i] += row[from + 1 + sums.length + i];
    }
  }
}
