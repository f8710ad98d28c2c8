package org.eobench.core.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One number over all classes for each score; NaN without classes.
 *
 * @param iou intersection over union
 * @param f1 F1 (Dice)
 * @param precision precision
 * @param recall recall
 */
public record ScoreMeans(double iou, double f1, double precision, double recall) {
  /** The means without any class. */
  public static final ScoreMeans NONE =
      new ScoreMeans(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** The unweighted mean over the scored classes. */
  public static ScoreMeans macro(List<ClassScores> classes) {
    return weighted(classes.stream().filter(ClassScores::scored).toList(), of -> 1);
  }

  /**
   * The mean weighted by the share of each class in the targets, like the frequency weighted IoU of
   * Long, Shelhamer and Darrell (2015).
   */
  public static ScoreMeans frequencyWeighted(List<ClassScores> classes) {
    return weighted(
        classes.stream().filter(ClassScores::scored).toList(), of -> (double) of.actual());
  }

  /**
   * The scores from the summed counts of all classes, including absent ones, so that each pixel has
   * the same weight. If every pixel has one class and none is ignored by its label, F1, precision
   * and recall all equal the overall accuracy.
   */
  public static ScoreMeans micro(List<ClassScores> classes, MetricRules rules) {
    ClassCounts all =
        classes.stream().map(ClassScores::counts).reduce(ClassCounts.NONE, ClassCounts::plus);
    if (all.actual() + all.predicted() == 0) {
      return NONE;
    }
    double epsilon = rules.epsilon();
    return new ScoreMeans(
        all.iou(epsilon), all.f1(epsilon), all.precision(epsilon), all.recall(epsilon));
  }

  private static ScoreMeans weighted(
      List<ClassScores> classes, ToDoubleFunction<ClassScores> weight) {
    return new ScoreMeans(
        mean(classes, weight, ClassScores::iou),
        mean(classes, weight, ClassScores::f1),
        mean(classes, weight, ClassScores::precision),
        mean(classes, weight, ClassScores::recall));
  }

  private static double mean(
      List<ClassScores> classes,
      ToDoubleFunction<ClassScores> weight,
      ToDoubleFunction<ClassScores> score) {
    double weights = 0;
    double sum = 0;
    for (ClassScores of : classes) {
      weights += weight.applyAsDouble(of);
      sum += weight.applyAsDouble(of) * score.applyAsDouble(of);
    }
    return sum / weights;
  }
}
