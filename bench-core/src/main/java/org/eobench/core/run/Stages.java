package org.eobench.core.run;

import org.eobench.core.dataset.Split;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;

/** What training and testing share: loaders and the evaluator, as the plan wants them. */
final class Stages {
  private final Plan plan;
  private final Assembly parts;

  Stages(Plan plan, Assembly parts) {
    this.plan = plan;
    this.parts = parts;
  }

  Evaluator evaluator() {
    return new Evaluator(parts.ops(), plan.config().task().evaluator(), parts.dataset().spec());
  }

  /** Shuffled whole batches for training; every sample once, in order, for the other splits. */
  DataLoader loader(Split split) {
    RunConfig config = plan.config();
    LoaderOptions options =
        split == Split.TRAIN
            ? LoaderOptions.training(config.batchSize(), config.numWorkers(), config.seed())
            : LoaderOptions.evaluation(
                config.testBatchSize(), config.testNumWorkers(), config.seed());
    return new DataLoader(parts.dataset(), split, parts.preprocessor(split), options);
  }
}
