package org.eobench.core.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the predictions of a split are.
 *
 * @param values the value of each metric by its key; fractions lie in {@code [0,1]}, errors are in
 *     the unit of the data, NaN where there is no value
 * @param fields the line of {@code metrics.jsonl}: the values, and details such as the scores of
 *     each class
 * @param sheet the table of the scores, a row for each class, with the constant baseline
 * @param samples the counts of each sample, in the order of the data set
 * @param results the scores by counting, as the metrics took them
 */
public record Scores(
    Map<String, Double> values,
    Map<String, Object> fields,
    ScoreSheet sheet,
    List<SampleCounts> samples,
    Map<Counting<?, ?, ?>, Object> results) {

  public Scores {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    samples = List.copyOf(samples);
    results = Map.copyOf(results);
  }

  /**
   * The value of a metric.
   *
   * @param key such as {@code mIoU}
   * @throws IllegalArgumentException when this metric was not computed
   */
  public double value(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " among " + values.keySet());
    }
    return value;
  }

  /** The scores of a counting, such as those of each class; empty where no metric asked for it. */
  @SuppressWarnings("unchecked") // a counting is only ever mapped to scores of its own
  public <R> Optional<R> of(Counting<?, ?, R> counting) {
    return Optional.ofNullable((R) results.get(counting));
  }
}
