package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.StoredCounts;

/**
 * Boundary IoU (Cheng et al., CVPR 2021): intersection over union of the pixels near contours.
 *
 * @param perClass scores of the pixels near contours, by class in label order, without the class
 *     whose label is the ignore index
 * @param mean mean IoU over the scored classes
 */
public record BoundaryIou(List<ClassScores> perClass, double mean) {
  /** Counts the pixels near contours. */
  public static final Counting<PixelClasses, BoundaryCounts, BoundaryIou> COUNTING =
      new Counting<PixelClasses, BoundaryCounts, BoundaryIou>(
              PixelClasses.class,
              context -> new BoundaryCounts(context.classes().size(), context.ignoreIndex()),
              (counts, context) -> of(counts, context.classes(), context.rules()),
              BoundaryIou::details)
          .storedAs(
              new StoredCounts<>(
                  "boundary",
                  true,
                  BoundaryCounts::row,
                  (row, context) -> BoundaryCounts.of(row, context.ignoreIndex())));

  public BoundaryIou {
    perClass = List.copyOf(perClass);
  }

  /** Computes scores from counts; a class without pixels near a contour is treated as absent. */
  public static BoundaryIou of(BoundaryCounts counts, List<String> classNames, MetricRules rules) {
    List<ClassScores> scores = new ArrayList<>();
    for (int klass = 0; klass < counts.classes(); klass++) {
      if (klass != counts.ignoreIndex()) {
        scores.add(ClassScores.of(klass, classNames.get(klass), counts.of(klass), rules));
      }
    }
    return new BoundaryIou(scores, ScoreMeans.macro(scores).iou());
  }

  private Map<String, Object> details() {
    Map<String, Object> classes = new LinkedHashMap<>();
    perClass.forEach(one -> classes.put(one.name(), one.iou()));
    return Map.of("boundary_IoU_of_classes", classes);
  }
}
