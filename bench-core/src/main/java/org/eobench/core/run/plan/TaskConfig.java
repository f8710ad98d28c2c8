package org.eobench.core.run.plan;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.train.TrainerConfig;

/**
 * The config group {@code task}: what is predicted, how a model is trained and how it is scored.
 *
 * @param kind key of the task; the data set's targets must be for it
 * @param evaluator its keys depend on the task
 */
public record TaskConfig(
    @Default(TaskConfig.DEFAULT_KIND) String kind, TrainerConfig trainer, ConfigNode evaluator) {
  static final String DEFAULT_KIND = "segmentation";
}
