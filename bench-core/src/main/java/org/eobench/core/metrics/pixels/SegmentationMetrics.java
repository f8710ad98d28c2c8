package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Measures;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;
import org.jspecify.annotations.Nullable;

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
 * @param pixels number of pixels counted
 * @param boundary boundary IoU; null where it was not computed
 * @param calibration of the probabilities of pixels; null where it was not computed
 */
public record SegmentationMetrics(
    List<ClassScores> perClass,
    ScoreMeans macro,
    ScoreMeans micro,
    ScoreMeans frequencyWeighted,
    double overallAccuracy,
    double meanClassAccuracy,
    long pixels,
    @Nullable BoundaryIou boundary,
    @Nullable Calibration calibration)
    implements Measures {

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
    if (classNames.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d class names for a matrix of %d classes",
              classNames.size(),
              matrix.classes()));
    }
    List<ClassScores> scores = new ArrayList<>();
    for (int klass = 0; klass < matrix.classes(); klass++) {
      if (klass != matrix.ignoreIndex()) {
        ClassCounts counts = ClassCounts.of(matrix, klass);
        scores.add(ClassScores.of(klass, classNames.get(klass), counts, rules));
      }
    }
    return new SegmentationMetrics(
        scores,
        ScoreMeans.macro(scores),
        ScoreMeans.micro(scores, rules),
        ScoreMeans.frequencyWeighted(scores),
        ClassCounts.fraction(matrix.correct(), matrix.total(), rules.epsilon()),
        scores.stream()
            .filter(klass -> klass.actual() > 0)
            .mapToDouble(ClassScores::recall)
            .average()
            .orElse(Double.NaN),
        matrix.total(),
        null,
        null);
  }

  /** The same with what does not follow from a confusion matrix. */
  public SegmentationMetrics with(
      @Nullable BoundaryIou boundaryIou, @Nullable Calibration calibrated) {
    return new SegmentationMetrics(
        perClass,
        macro,
        micro,
        frequencyWeighted,
        overallAccuracy,
        meanClassAccuracy,
        pixels,
        boundaryIou,
        calibrated);
  }

  @Override
  public Map<String, Double> measures() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("mIoU", macro.iou());
    values.put("mF1", macro.f1());
    values.put("mPrecision", macro.precision());
    values.put("mRecall", macro.recall());
    values.put("overall_accuracy", overallAccuracy);
    values.put("mean_class_accuracy", meanClassAccuracy);
    values.put("micro_IoU", micro.iou());
    values.put("micro_F1", micro.f1());
    values.put("frequency_weighted_IoU", frequencyWeighted.iou());
    values.put("frequency_weighted_F1", frequencyWeighted.f1());
    return values;
  }

  @Override
  public Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("classes", ClassScores.details(perClass));
    details.put("absent_classes", absent());
    details.put("pixels", pixels);
    if (boundary != null) {
      Map<String, Object> classes = new LinkedHashMap<>();
      for (int i = 0; i < perClass.size(); i++) {
        classes.put(perClass.get(i).name(), boundary.perClass().get(i));
      }
      details.put("boundary_IoU", boundary.mean());
      details.put("boundary_IoU_of_classes", classes);
    }
    if (calibration != null) {
      details.putAll(calibration.details());
    }
    return details;
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
