package org.eobench.core.metrics.pixels;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.PixelClasses;

/**
 * Pixel counts near contours, for the boundary IoU of Cheng, Girshick, Dollár, Berg and Kirillov
 * (CVPR 2021). Of each class's mask, in the prediction and in the target, only the pixels near its
 * own contour count, so that coarse contours of large objects become visible. The counts are exact,
 * per sample, and summed over samples like a confusion matrix.
 *
 * <p>Near means within 2 % of the image diagonal (in rows and columns, at least 1 pixel). As in the
 * authors' code, the image border is a contour. Pixels with an ignored target are near no contour
 * and create none.
 */
public final class BoundaryCounts implements Counts<PixelClasses, BoundaryCounts> {
  /** Maximum distance from a contour, as a fraction of the image diagonal. */
  public static final double DILATION_RATIO = 0.02;

  private final int ignoreIndex;
  private final long[] both;
  private final long[] actual;
  private final long[] predicted;

  /**
   * @param classes K
   * @param ignoreIndex target value that is ignored; it may be in {@code [0,K)}
   */
  public BoundaryCounts(int classes, int ignoreIndex) {
    this.ignoreIndex = ignoreIndex;
    both = new long[classes];
    actual = new long[classes];
    predicted = new long[classes];
  }

  /** The maximum number of rows and columns from a contour, for an image of this size. */
  static int distance(int height, int width) {
    return Math.max(1, (int) Math.rint(DILATION_RATIO * Math.hypot(height, width)));
  }

  @Override
  public void count(PixelClasses image) {
    add(image.predicted(), image.actual(), image.offset(), image.height(), image.width());
  }

  /**
   * Counts one image.
   *
   * @param predictions classes of a batch in C order, {@code [B,H,W]}
   * @param targets targets in the same form, or the ignore index
   * @param offset index of the image's first pixel
   */
  public void add(int[] predictions, int[] targets, int offset, int height, int width) {
    int[] found = Arrays.copyOfRange(predictions, offset, offset + height * width);
    int[] there = Arrays.copyOfRange(targets, offset, offset + height * width);
    for (int i = 0; i < there.length; i++) {
      if (there[i] == ignoreIndex) {
        found[i] = Contours.UNKNOWN;
        there[i] = Contours.UNKNOWN;
      }
    }
    int distance = distance(height, width);
    boolean[] nearFound = Contours.near(found, height, width, distance);
    boolean[] nearThere = Contours.near(there, height, width, distance);
    for (int i = 0; i < there.length; i++) {
      predicted[Math.max(found[i], 0)] += nearFound[i] ? 1 : 0;
      actual[Math.max(there[i], 0)] += nearThere[i] ? 1 : 0;
      if (nearFound[i] && nearThere[i] && found[i] == there[i]) {
        both[found[i]]++;
      }
    }
  }

  /** Adds the counts of other images with the same classes. */
  @Override
  public void add(BoundaryCounts other) {
    if (other.both.length != both.length || other.ignoreIndex != ignoreIndex) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "cannot add counts of %d classes (ignore %d) to those of %d (ignore %d)",
              other.both.length,
              other.ignoreIndex,
              both.length,
              ignoreIndex));
    }
    IntStream.range(0, both.length)
        .forEach(
            klass -> {
              both[klass] += other.both[klass];
              actual[klass] += other.actual[klass];
              predicted[klass] += other.predicted[klass];
            });
  }

  /** The pixels in both, in the target and in the prediction, each by class. */
  double[] row() {
    return Stream.of(both, actual, predicted)
        .flatMapToDouble(counts -> Arrays.stream(counts).asDoubleStream())
        .toArray();
  }

  /** The counts of a {@link #row}. */
  static BoundaryCounts of(double[] row, int ignoreIndex) {
    int classes = row.length / 3;
    BoundaryCounts counts = new BoundaryCounts(classes, ignoreIndex);
    for (int klass = 0; klass < classes; klass++) {
      counts.both[klass] = (long) row[klass];
      counts.actual[klass] = (long) row[classes + klass];
      counts.predicted[klass] = (long) row[2 * classes + klass];
    }
    return counts;
  }

  /** K. */
  public int classes() {
    return both.length;
  }

  public int ignoreIndex() {
    return ignoreIndex;
  }

  /** The pixels of a class near its contour, in prediction, target and both. */
  public ClassCounts of(int klass) {
    return new ClassCounts(both[klass], actual[klass], predicted[klass]);
  }
}
