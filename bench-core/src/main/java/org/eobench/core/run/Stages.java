package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.util.Iterator;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.DataFit;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;

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

  /** Training steps of the whole run; 0 for a decoder that is fitted at once. */
  int iterations() {
    if (parts.model().decoder().featureFit() != null) {
      return 0;
    }
    RunConfig config = plan.config();
    int batches = parts.dataset().samples(Split.TRAIN).size() / config.batchSize();
    return batches * config.task().trainer().nEpochs();
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

  /**
   * Every sample of a split once, in order, in batches as for training. Training samples too are
   * prepared as those of validation: what a decoder is fitted to shall be like what it is asked.
   */
  DataLoader fitted(Split split) {
    RunConfig config = plan.config();
    LoaderOptions options =
        LoaderOptions.evaluation(config.batchSize(), config.numWorkers(), config.seed());
    return new DataLoader(parts.dataset(), split, parts.preprocessor(Split.VAL), options);
  }

  /** Before training: an encoder that learns from images without labels sees those of training. */
  void showImagesToEncoder() {
    DataFit fit = parts.model().encoder().dataFit();
    if (fit != null) {
      try (DataLoader loader = loader(Split.TRAIN);
          Inputs inputs = new Inputs(loader.epoch(0).iterator(), parts.ops().manager())) {
        fit.see(inputs, plan.config().seed());
      }
    }
  }

  /** Batches on the device, of which one at a time is held. */
  private static final class Inputs implements Iterator<EncoderInput>, AutoCloseable {
    private final Iterator<Batch> batches;
    private final NDManager owner;
    private NDManager held;

    Inputs(Iterator<Batch> batches, NDManager owner) {
      this.batches = batches;
      this.owner = owner;
      this.held = owner.newSubManager();
    }

    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public EncoderInput next() {
      held.close();
      held = owner.newSubManager();
      return DeviceBatch.of(batches.next(), held).input();
    }

    @Override
    public void close() {
      held.close();
    }
  }
}
