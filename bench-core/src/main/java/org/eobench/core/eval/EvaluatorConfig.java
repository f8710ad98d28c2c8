package org.eobench.core.eval;

import org.eobench.core.config.Range;
import org.jspecify.annotations.Nullable;

/**
 * {@code task.evaluator}.
 *
 * @param inferenceMode in tiles or at once
 * @param slidingInferenceBatch tiles per forward pass
 * @param slidingStride most pixels between two tiles; null for the fewest tiles that cover an image
 * @param absentClass what becomes of a class that is in no target
 * @param metricEpsilon added to every denominator
 */
public record EvaluatorConfig(
    InferenceMode inferenceMode,
    @Range(min = 1) int slidingInferenceBatch,
    @Range(min = 1) @Nullable Integer slidingStride,
    AbsentClass absentClass,
    @Range(min = 0) double metricEpsilon) {

  /** The choices in the definition of the metrics. */
  public MetricRules rules() {
    return new MetricRules(absentClass, metricEpsilon);
  }
}
