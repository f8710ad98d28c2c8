package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.eobench.core.eval.SegmentationMetrics;

/**
 * The measures by which a checkpoint can be the best one; higher is better.
 *
 * @param key as {@code best_metric_key} writes it
 * @param value takes it from the scores of a validation
 */
public record BestMetric(String key, ToDoubleFunction<SegmentationMetrics> value) {
  private static final Map<String, ToDoubleFunction<SegmentationMetrics>> KNOWN = known();

  private static Map<String, ToDoubleFunction<SegmentationMetrics>> known() {
    Map<String, ToDoubleFunction<SegmentationMetrics>> measures = new LinkedHashMap<>();
    measures.put("mIoU", SegmentationMetrics::meanIou);
    measures.put("mF1", SegmentationMetrics::meanF1);
    measures.put("mPrecision", SegmentationMetrics::meanPrecision);
    measures.put("mRecall", SegmentationMetrics::meanRecall);
    measures.put("overall_accuracy", SegmentationMetrics::overallAccuracy);
    measures.put("mean_class_accuracy", SegmentationMetrics::meanClassAccuracy);
    return measures;
  }

  /** All keys. */
  public static Set<String> keys() {
    return KNOWN.keySet();
  }

  /** The measure of a key, if there is one. */
  public static Optional<BestMetric> of(String key) {
    return Optional.ofNullable(KNOWN.get(key)).map(value -> new BestMetric(key, value));
  }

  /** All measures of a validation by key, as fractions. */
  static Map<String, Object> all(SegmentationMetrics metrics) {
    Map<String, Object> values = new LinkedHashMap<>();
    KNOWN.forEach((key, value) -> values.put(key, value.applyAsDouble(metrics)));
    return values;
  }

  double of(SegmentationMetrics metrics) {
    return value.applyAsDouble(metrics);
  }
}
