package org.eobench.core.train;

import org.eobench.core.criterion.Criterion;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.schedule.LrSchedule;

/**
 * What to train, and how.
 *
 * @param fineTuning which parameters stay frozen; must be applied before the optimizer is created
 * @param metrics metrics of the validation
 * @param ignoreIndex label that is ignored
 * @param seed seed of dropout
 * @param parallel the processes that train together
 */
public record TrainingParts(
    EoModel model,
    FineTuning fineTuning,
    Criterion criterion,
    Optimizer optimizer,
    LrSchedule schedule,
    TorchOps ops,
    ChosenMetrics metrics,
    int ignoreIndex,
    long seed,
    DataParallel parallel) {}
