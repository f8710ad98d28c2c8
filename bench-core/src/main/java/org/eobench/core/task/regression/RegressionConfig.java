package org.eobench.core.task.regression;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;

/**
 * {@code task.evaluator} of regression.
 *
 * @param mseAverage what the mean squared error is the mean of
 */
public record RegressionConfig(@Inline EvaluatorKeys keys, @Default("pixels") MseAverage mseAverage)
    implements EvaluatorConfig {}
