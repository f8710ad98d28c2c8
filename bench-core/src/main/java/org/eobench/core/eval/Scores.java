package org.eobench.core.eval;

import java.util.Map;

/** What the predictions of a split are worth. */
public sealed interface Scores
    permits SegmentationMetrics, RegressionMetrics, ClassificationMetrics, MultiLabelMetrics {

  /** A value for each {@link Measure} of the task, by its key; fractions are not yet percent. */
  Map<String, Double> measures();

  /** What {@code metrics.jsonl} tells beside the measures, such as the scores of each class. */
  Map<String, Object> details();

  /**
   * The value of a measure.
   *
   * @throws IllegalArgumentException when the task has no such measure
   */
  default double value(Measure measure) {
    Double value = measures().get(measure.key());
    if (value == null) {
      throw new IllegalArgumentException("no " + measure.key() + " among " + measures().keySet());
    }
    return value;
  }
}
