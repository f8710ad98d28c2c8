package org.eobench.core.task;

import java.util.List;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.TestTimeKeys;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code task.evaluator} that every task has.
 *
 * @param inferenceMode in tiles or at once
 * @param slidingInferenceBatch tiles per forward pass
 * @param slidingStride most pixels between two tiles; null for the fewest tiles that cover an image
 * @param metrics keys of the metrics to compute and to show; null for those that the task usually
 *     shows
 * @param testTime by how many copies of an image it is predicted
 */
public record EvaluatorKeys(
    InferenceMode inferenceMode,
    @Range(min = 1, max = 65_536) int slidingInferenceBatch,
    @Range(min = 1) @Nullable Integer slidingStride,
    @Nullable List<String> metrics,
    @Inline TestTimeKeys testTime) {
  public EvaluatorKeys {
    metrics = metrics == null ? null : List.copyOf(metrics);
  }

  /** As few tiles as possible, each predicted once, and the usual metrics. */
  public EvaluatorKeys(InferenceMode mode, int slidingInferenceBatch) {
    this(mode, slidingInferenceBatch, null, null, TestTimeKeys.ONCE);
  }
}
