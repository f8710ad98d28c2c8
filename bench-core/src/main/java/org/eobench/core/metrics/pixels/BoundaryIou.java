package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;

/**
 * Boundary IoU (Cheng et al., CVPR 2021): intersection over union of the pixels near contours.
 *
 * @param perClass fraction in {@code [0,1]} of each class, in the order of {@link
 *     SegmentationMetrics#perClass()}; NaN for a class without a score
 * @param mean over the scored classes
 */
public record BoundaryIou(List<Double> perClass, double mean) {

  public BoundaryIou {
    perClass = List.copyOf(perClass);
  }

  /** Scores counts; a class without a pixel near a contour is treated as an absent one. */
  public static BoundaryIou of(BoundaryCounts counts, MetricRules rules) {
    List<ClassScores> scores = new ArrayList<>();
    for (int klass = 0; klass < counts.classes(); klass++) {
      if (klass != counts.ignoreIndex()) {
        scores.add(ClassScores.of(klass, "", counts.of(klass), rules));
      }
    }
    return new BoundaryIou(
        scores.stream().map(ClassScores::iou).toList(), ScoreMeans.macro(scores).iou());
  }
}
