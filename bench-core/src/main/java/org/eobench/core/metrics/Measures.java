package org.eobench.core.metrics;

import java.util.Map;

/** The scores of a split by the keys of the metrics. */
public interface Measures {

  /** A value for each metric of the task, by its key; fractions are not yet percent. */
  Map<String, Double> measures();

  /** What {@code metrics.jsonl} holds besides, such as the scores of each class. */
  Map<String, Object> details();

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException when the task has no such metric
   */
  default double value(String key) {
    Double value = measures().get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " among " + measures().keySet());
    }
    return value;
  }
}
