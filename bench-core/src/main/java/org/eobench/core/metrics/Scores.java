package org.eobench.core.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of the predictions of a split.
 *
 * @param values value of each metric by key; fractions are in {@code [0,1]}, errors in the unit of
 *     the data, NaN if missing
 * @param fields fields for {@code metrics.jsonl}: the values, and details such as the scores of
 *     each class
 * @param constant value of the best constant prediction, for each metric of the counting that is
 *     always made
 * @param sheet table of the scores with a row per class and the constant baseline
 * @param samples counts of each sample, in the order of the data set
 * @param results scores by counting
 */
public record Scores(
    Map<String, Double> values,
    Map<String, Object> fields,
    Map<String, Double> constant,
    ScoreSheet sheet,
    List<SampleCounts> samples,
    Map<Counting<?, ?, ?>, Object> results) {

  public Scores {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    constant = Collections.unmodifiableMap(new LinkedHashMap<>(constant));
    samples = List.copyOf(samples);
    results = Map.copyOf(results);
  }

  /**
   * The value of a metric.
   *
   * @param key such as {@code mIoU}
   * @throws IllegalArgumentException if this metric was not computed
   */
  public double value(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " among " + values.keySet());
    }
    return value;
  }

  /** The scores of a counting, such as those of each class; empty if no metric requested it. */
  @SuppressWarnings("unchecked") // a counting is only ever mapped to scores of its own
  public <R> Optional<R> of(Counting<?, ?, R> counting) {
    return Optional.ofNullable((R) results.get(counting));
  }
}
