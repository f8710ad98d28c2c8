package example;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;

/**
 * {@code task.evaluator} of this task.
 *
 * @param clip whether predictions are clipped to {@code [0,1]} before they are scored
 */
public record ImageRegressionConfig(@Inline EvaluatorKeys keys, @Default("false") boolean clip)
    implements EvaluatorConfig {}
