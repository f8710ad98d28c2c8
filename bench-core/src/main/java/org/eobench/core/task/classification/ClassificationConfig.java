package org.eobench.core.task.classification;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;

/**
 * {@code task.evaluator} of classification.
 *
 * @param topK K of the top-K accuracy
 */
public record ClassificationConfig(
    @Inline EvaluatorKeys keys, @Inline ClassKeys classes, @Default("5") @Range(min = 1) int topK)
    implements EvaluatorConfig {}
