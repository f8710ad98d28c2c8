package org.eobench.core.task.multilabel;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.metrics.images.LabelRule;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;
import org.jspecify.annotations.Nullable;

/**
 * {@code task.evaluator} of classification with several labels for each image.
 *
 * @param labelThreshold probability from which on an image is given a label
 * @param labelTopK or, where not null, how many labels every image is given
 */
public record MultiLabelConfig(
    @Inline EvaluatorKeys keys,
    @Inline ClassKeys classes,
    @Default("0.5") @Range(min = 0, max = 1) double labelThreshold,
    @Range(min = 1) @Nullable Integer labelTopK)
    implements EvaluatorConfig {

  /** How an image is given its labels. */
  LabelRule labelRule() {
    return new LabelRule(labelThreshold, labelTopK);
  }
}
