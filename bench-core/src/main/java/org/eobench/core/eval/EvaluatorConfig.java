package org.eobench.core.eval;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.TestTimeKeys;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.metrics.images.LabelRule;
import org.jspecify.annotations.Nullable;

/**
 * {@code task.evaluator}.
 *
 * @param inferenceMode in tiles or at once
 * @param slidingInferenceBatch tiles per forward pass
 * @param slidingStride most pixels between two tiles; null for the fewest tiles that cover an image
 * @param absentClass what becomes of a class that is in no target
 * @param metricEpsilon added to every denominator
 * @param mseAverage what the mean squared error of a regression is the mean of
 * @param topK K of a classification's top-K accuracy
 * @param labelThreshold probability from which on an image of several labels is given one
 * @param labelTopK or, where not null, how many labels every image is given
 * @param boundaryIou whether the boundary IoU of a segmentation is computed, which takes its time
 * @param calibration whether the confidences of a segmentation are compared with its accuracy
 * @param metrics keys of the metrics to compute and to show; null for those that the task usually
 *     shows
 * @param testTime by how many copies of an image it is predicted
 */
public record EvaluatorConfig(
    InferenceMode inferenceMode,
    @Range(min = 1, max = 65_536) int slidingInferenceBatch,
    @Range(min = 1) @Nullable Integer slidingStride,
    AbsentClass absentClass,
    @Range(min = 0) double metricEpsilon,
    @Default("pixels") MseAverage mseAverage,
    @Default("5") @Range(min = 1) int topK,
    @Default("0.5") @Range(min = 0, max = 1) double labelThreshold,
    @Range(min = 1) @Nullable Integer labelTopK,
    @Default("false") boolean boundaryIou,
    @Default("true") boolean calibration,
    @Nullable List<String> metrics,
    @Inline TestTimeKeys testTime) {
  public EvaluatorConfig {
    metrics = metrics == null ? null : List.copyOf(metrics);
  }

  /** Plain definitions, without boundary IoU. */
  public static EvaluatorConfig plain(InferenceMode mode, int slidingInferenceBatch) {
    return new EvaluatorConfig(
        mode,
        slidingInferenceBatch,
        null,
        AbsentClass.SKIP,
        0,
        MseAverage.PIXELS,
        5,
        0.5,
        null,
        false,
        true,
        null,
        TestTimeKeys.ONCE);
  }

  /** How an image of several labels is given its labels. */
  public LabelRule labelRule() {
    return new LabelRule(labelThreshold, labelTopK);
  }

  /** The choices in the definition of the metrics. */
  public MetricRules rules() {
    return new MetricRules(absentClass, metricEpsilon, mseAverage, topK);
  }
}
