package org.eobench.core.task.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.pixels.SegmentationMetrics;

/**
 * The best a prediction can do that is the same class everywhere: the lower bound that every table
 * shows beside the models.
 *
 * @param classIndex the class that gives the highest mIoU, the lowest label among equals
 * @param metrics its scores
 */
public record ConstantBaseline(int classIndex, SegmentationMetrics metrics) {

  /**
   * Finds the baseline of a split from any confusion matrix over it, as only the targets matter.
   *
   * @throws IllegalArgumentException when no class can be predicted or no pixel counts
   */
  public static ConstantBaseline of(
      ConfusionMatrix matrix, List<String> classNames, MetricRules rules) {
    ConstantBaseline best = null;
    for (ConstantBaseline candidate : all(matrix, classNames, rules)) {
      if (best == null || candidate.metrics.meanIou() > best.metrics.meanIou()) {
        best = candidate;
      }
    }
    if (best == null || matrix.total() == 0) {
      throw new IllegalArgumentException("no pixel counts, so there is nothing to predict");
    }
    return best;
  }

  /** The scores of every class predicted everywhere, in label order, without the ignored class. */
  public static List<ConstantBaseline> all(
      ConfusionMatrix matrix, List<String> classNames, MetricRules rules) {
    int classes = matrix.classes();
    List<ConstantBaseline> candidates = new ArrayList<>();
    for (int klass = 0; klass < classes; klass++) {
      if (klass != matrix.ignoreIndex()) {
        long[] counts = new long[classes * classes];
        int row = klass * classes;
        IntStream.range(0, classes).forEach(target -> counts[row + target] = matrix.actual(target));
        ConfusionMatrix constant = ConfusionMatrix.of(classes, matrix.ignoreIndex(), counts);
        candidates.add(
            new ConstantBaseline(klass, SegmentationMetrics.of(constant, classNames, rules)));
      }
    }
    return candidates;
  }
}
