package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Scores of a segmentation, every one a fraction in {@code [0,1]} (multiply by 100 for the percent
 * of papers).
 *
 * @param perClass scores by class in label order; the class whose label is the ignore index is left
 *     out
 * @param meanIou mIoU: mean IoU over the scored classes
 * @param meanF1 mF1: mean F1 over the scored classes
 * @param meanPrecision mean precision over the scored classes
 * @param meanRecall mean recall over the scored classes
 * @param overallAccuracy share of all counted pixels predicted right; Pangaea prints this as "mAcc"
 * @param meanClassAccuracy mean recall over the classes that occur in the targets
 * @param pixels number of pixels counted
 */
public record SegmentationMetrics(
    List<ClassScores> perClass,
    double meanIou,
    double meanF1,
    double meanPrecision,
    double meanRecall,
    double overallAccuracy,
    double meanClassAccuracy,
    long pixels) {

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
          "%d class names for a matrix of %d classes"
              .formatted(classNames.size(), matrix.classes()));
    }
    List<ClassScores> scores = new ArrayList<>();
    for (int klass = 0; klass < matrix.classes(); klass++) {
      if (klass != matrix.ignoreIndex()) {
        scores.add(score(matrix, klass, classNames.get(klass), rules));
      }
    }
    return new SegmentationMetrics(
        scores,
        mean(scores, ClassScores::scored, ClassScores::iou),
        mean(scores, ClassScores::scored, ClassScores::f1),
        mean(scores, ClassScores::scored, ClassScores::precision),
        mean(scores, ClassScores::scored, ClassScores::recall),
        fraction(matrix.correct(), matrix.total(), rules.epsilon()),
        mean(scores, klass -> klass.actual() > 0, ClassScores::recall),
        matrix.total());
  }

  private static ClassScores score(
      ConfusionMatrix matrix, int klass, String name, MetricRules rules) {
    long hits = matrix.count(klass, klass);
    long actual = matrix.actual(klass);
    long predicted = matrix.predicted(klass);
    if (actual + predicted == 0 && rules.absentClass() == AbsentClass.SKIP) {
      double none = Double.NaN;
      return new ClassScores(klass, name, false, none, none, none, none, 0, 0);
    }
    double epsilon = rules.epsilon();
    double precision = fraction(hits, predicted, epsilon);
    double recall = fraction(hits, actual, epsilon);
    // Pangaea's epsilon stands beside percentages here, so it weighs a hundredth.
    double f1 = fraction(2 * precision * recall, precision + recall, epsilon / 100);
    double iou = fraction(hits, actual + predicted - hits, epsilon);
    return new ClassScores(klass, name, true, iou, f1, precision, recall, actual, predicted);
  }

  private static double fraction(long part, long whole, double epsilon) {
    return fraction((double) part, (double) whole, epsilon);
  }

  private static double fraction(double part, double whole, double epsilon) {
    double denominator = whole + epsilon;
    return denominator == 0 ? 0 : part / denominator;
  }

  private static double mean(
      List<ClassScores> scores, Predicate<ClassScores> counts, ToDoubleFunction<ClassScores> of) {
    return scores.stream().filter(counts).mapToDouble(of).average().orElse(Double.NaN);
  }
}
