package org.eobench.core.run.plan;

import org.eobench.core.config.bind.Default;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.eval.EvaluatorConfig;
import org.eobench.core.train.TrainerConfig;

/**
 * The config group {@code task}: what is predicted, how a model is trained and how it is scored.
 *
 * @param kind what is predicted; the data set must be of this kind
 */
public record TaskConfig(
    @Default("segmentation") TaskKind kind, TrainerConfig trainer, EvaluatorConfig evaluator) {}
