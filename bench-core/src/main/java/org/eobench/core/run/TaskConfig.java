package org.eobench.core.run;

import org.eobench.core.eval.EvaluatorConfig;
import org.eobench.core.train.TrainerConfig;

/** The config group {@code task}: how a model is trained and how it is scored. */
public record TaskConfig(TrainerConfig trainer, EvaluatorConfig evaluator) {}
