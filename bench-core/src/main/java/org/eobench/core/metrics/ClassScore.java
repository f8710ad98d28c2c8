package org.eobench.core.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A score that each class has, with its means over classes. */
public enum ClassScore {
  IOU("IoU", ClassScores::iou, ScoreMeans::iou),
  F1("F1", ClassScores::f1, ScoreMeans::f1),
  PRECISION("precision", ClassScores::precision, ScoreMeans::precision),
  RECALL("recall", ClassScores::recall, ScoreMeans::recall);

  private final String head;
  private final ToDoubleFunction<ClassScores> ofClass;
  private final ToDoubleFunction<ScoreMeans> mean;

  ClassScore(
      String head, ToDoubleFunction<ClassScores> ofClass, ToDoubleFunction<ScoreMeans> mean) {
    this.head = head;
    this.ofClass = ofClass;
    this.mean = mean;
  }

  /**
   * The column in a table.
   *
   * @param micro scores from the summed counts of all classes, or {@link ScoreMeans#NONE}
   * @param weighted means weighted by the share of targets, or {@link ScoreMeans#NONE}
   */
  public ScoreColumn column(
      List<ClassScores> classes, ScoreMeans macro, ScoreMeans micro, ScoreMeans weighted) {
    return new ScoreColumn(
        head,
        Metric.Unit.FRACTION,
        classes.stream().map(ofClass::applyAsDouble).toList(),
        mean.applyAsDouble(macro),
        mean.applyAsDouble(micro),
        mean.applyAsDouble(weighted));
  }
}
