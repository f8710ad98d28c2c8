package org.eobench.core.metrics.pixels;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of a segmentation, every one a fraction in {@code [0,1]} (multiply by 100 for the percent
 * of papers).
 *
 * @param perClass scores by class in label order; the class whose label is the ignore index is left
 *     out
 * @param macro plain means over the scored classes: mIoU, mF1 (mean Dice), mean precision, mean
 *     recall
 * @param micro scores of the counts of all classes summed
 * @param frequencyWeighted means over the classes weighted by their share of the targets
 * @param overallAccuracy share of all counted pixels predicted right; Pangaea prints this as "mAcc"
 * @param meanClassAccuracy mean recall over the classes that occur in the targets
 * @param confusion the counts
 */
public record SegmentationMetrics(
    List<ClassScores> perClass,
    ScoreMeans macro,
    ScoreMeans micro,
    ScoreMeans frequencyWeighted,
    double overallAccuracy,
    double meanClassAccuracy,
    ConfusionMatrix confusion) {
  /** Counts the pixels by predicted and true class. */
  public static final Counting<PixelClasses, ConfusionMatrix, SegmentationMetrics> COUNTING =
      new Counting<PixelClasses, ConfusionMatrix, SegmentationMetrics>(
              PixelClasses.class,
              context -> new ConfusionMatrix(context.classes().size(), context.ignoreIndex()),
              (matrix, context) -> of(matrix, context.classes(), context.rules()),
              SegmentationMetrics::details)
          .storedAs(
              new StoredCounts<>(
                  "confusion",
                  true,
                  matrix -> Arrays.stream(matrix.toArray()).asDoubleStream().toArray(),
                  (row, context) ->
                      ConfusionMatrix.of(
                          context.classes().size(),
                          context.ignoreIndex(),
                          Arrays.stream(row).mapToLong(count -> (long) count).toArray())));

  public SegmentationMetrics {
    perClass = List.copyOf(perClass);
  }

  /**
   * Scores a matrix. Means over no class at all are NaN.
   *
   * @param classNames one name for each class of the matrix
   */
  public static SegmentationMetrics of(
      ConfusionMatrix matrix, List<String> classNames, MetricRules rules) {
    List<ClassScores> scores = ClassScores.of(matrix, classNames, rules);
    return new SegmentationMetrics(
        scores,
        ScoreMeans.macro(scores),
        ScoreMeans.micro(scores, rules),
        ScoreMeans.frequencyWeighted(scores),
        ClassCounts.fraction((double) matrix.correct(), (double) matrix.total(), rules.epsilon()),
        ClassScores.meanAccuracy(scores),
        matrix);
  }

  /** What {@code metrics.jsonl} holds besides the metrics. */
  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("classes", ClassScores.details(perClass));
    details.put("absent_classes", absent());
    details.put("pixels", pixels());
    return details;
  }

  /** Number of pixels counted. */
  public long pixels() {
    return confusion.total();
  }

  /** mIoU: mean IoU over the scored classes. */
  public double meanIou() {
    return macro.iou();
  }

  /** mF1: mean F1 over the scored classes. */
  public double meanF1() {
    return macro.f1();
  }

  /** Mean precision over the scored classes. */
  public double meanPrecision() {
    return macro.precision();
  }

  /** Mean recall over the scored classes. */
  public double meanRecall() {
    return macro.recall();
  }

  /** Names of the classes of which the split has no pixel, in label order. */
  public List<String> absent() {
    return ClassScores.absent(perClass);
  }
}
