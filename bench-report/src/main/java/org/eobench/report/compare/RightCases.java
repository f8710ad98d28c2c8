package org.eobench.report.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.eobench.core.outcome.TestSamples;

/** Counts what a model has right in each sample, for McNemar's test. */
final class RightCases {
  private static final String CONFUSION = "confusion";
  private static final String IMAGE_SCORES = "image_scores";

  private RightCases() {}

  /**
   * The right cases of each sample: pixels of a segmentation, or 1 for an image whose class is
   * right.
   *
   * @return empty if the task has no such cases
   */
  static Optional<double[]> of(TestSamples samples) {
    Optional<double[]> pixels = samples.rows(CONFUSION).map(rows -> each(rows, RightCases::trace));
    return pixels.isPresent()
        ? pixels
        : samples.rows(IMAGE_SCORES).map(rows -> each(rows, RightCases::isRight));
  }

  /** Whether the cases are images, which are independent, and not pixels. */
  static boolean areImages(TestSamples samples) {
    return samples.rows(CONFUSION).isEmpty() && samples.rows(IMAGE_SCORES).isPresent();
  }

  private static double[] each(List<double[]> rows, ToDoubleFunction<double[]> count) {
    return rows.stream().mapToDouble(count).toArray();
  }

  /** The diagonal of a confusion matrix. */
  private static double trace(double[] row) {
    int classes = (int) Math.round(Math.sqrt(row.length));
    return IntStream.range(0, classes).mapToDouble(k -> row[k * classes + k]).sum();
  }

  /** A row holds the label, then the score of each class; of equal scores the first one counts. */
  private static double isRight(double[] row) {
    int best = 1;
    for (int i = 2; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best - 1 == row[0] ? 1 : 0;
  }
}
