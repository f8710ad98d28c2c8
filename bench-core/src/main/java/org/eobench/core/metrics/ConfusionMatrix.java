package org.eobench.core.metrics;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts of pixels by predicted and true class, exact up to 2^63. Rows are predictions, columns are
 * targets, as in Pangaea. Pixels whose target is the ignore index are not counted.
 */
public final class ConfusionMatrix implements Counts<PixelClasses, ConfusionMatrix> {
  private final int classes;
  private final int ignoreIndex;
  private final long[] counts;

  /**
   * @param classes K
   * @param ignoreIndex target value that is ignored; it may be in {@code [0,K)}
   */
  public ConfusionMatrix(int classes, int ignoreIndex) {
    if (classes < 1) {
      throw new IllegalArgumentException("a confusion matrix needs a class, got " + classes);
    }
    this.classes = classes;
    this.ignoreIndex = ignoreIndex;
    this.counts = new long[Math.multiplyExact(classes, classes)];
  }

  @Override
  public void count(PixelClasses sample) {
    add(sample.predicted(), sample.actual(), sample.offset(), sample.pixels());
  }

  /**
   * Counts pixels.
   *
   * @param predictions class of each pixel, in {@code [0,K)}
   * @param targets class of each pixel, in {@code [0,K)}, or the ignore index
   */
  public void add(int[] predictions, int[] targets) {
    if (predictions.length != targets.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d predictions for %d targets", predictions.length, targets.length));
    }
    add(predictions, targets, 0, targets.length);
  }

  /** Counts the {@code length} pixels from {@code offset}, such as one sample of a batch. */
  public void add(int[] predictions, int[] targets, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      int target = targets[i];
      if (target != ignoreIndex) {
        int predicted = predictions[i];
        if (predicted < 0 || predicted >= classes || target < 0 || target >= classes) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "pixel %d: prediction %d and target %d must lie in [0,%d)",
                  i,
                  predicted,
                  target,
                  classes));
        }
        counts[predicted * classes + target]++;
      }
    }
  }

  /** Adds the counts of another matrix with the same classes. */
  @Override
  public void add(ConfusionMatrix other) {
    if (other.classes != classes || other.ignoreIndex != ignoreIndex) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "cannot add a matrix of %d classes (ignore %d) to one of %d (ignore %d)",
              other.classes,
              other.ignoreIndex,
              classes,
              ignoreIndex));
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.addExact(counts[i], other.counts[i]);
    }
  }

  /** K. */
  public int classes() {
    return classes;
  }

  public int ignoreIndex() {
    return ignoreIndex;
  }

  /** Pixels of class {@code target} that were predicted as {@code predicted}. */
  public long count(int predicted, int target) {
    return counts[predicted * classes + target];
  }

  /** Pixels predicted as this class, right or wrong: the sum of a row. */
  public long predicted(int klass) {
    long sum = 0;
    for (int target = 0; target < classes; target++) {
      sum += count(klass, target);
    }
    return sum;
  }

  /** Pixels whose target is this class: the sum of a column. */
  public long actual(int klass) {
    long sum = 0;
    for (int predicted = 0; predicted < classes; predicted++) {
      sum += count(predicted, klass);
    }
    return sum;
  }

  /** All pixels counted. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Correctly predicted pixels: the sum of the diagonal. */
  public long correct() {
    long sum = 0;
    for (int klass = 0; klass < classes; klass++) {
      sum += count(klass, klass);
    }
    return sum;
  }

  /** A copy of all counts, {@code [K,K]} in C order, rows are predictions. */
  public long[] toArray() {
    return counts.clone();
  }

  /** Whether the other has the same classes, the same ignore index and the same counts so far. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfusionMatrix matrix
        && ignoreIndex == matrix.ignoreIndex
        && Arrays.equals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return 31 * ignoreIndex + Arrays.hashCode(counts);
  }

  /** A matrix with the given counts, {@code [K,K]} in C order, rows are predictions. */
  public static ConfusionMatrix of(int classes, int ignoreIndex, long[] counts) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes, ignoreIndex);
    if (counts.length != matrix.counts.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d classes need %d counts, got %d",
              classes,
              matrix.counts.length,
              counts.length));
    }
    System.arraycopy(counts, 0, matrix.counts, 0, counts.length);
    return matrix;
  }
}
