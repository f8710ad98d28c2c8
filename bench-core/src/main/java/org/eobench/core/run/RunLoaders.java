package org.eobench.core.run;

import java.util.EnumMap;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.DataFit;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.DeviceBatches;
import org.eobench.core.loader.KnownFeatures;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.loader.Shard;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.run.plan.FewLabels;
import org.eobench.core.run.plan.NormalizationSource;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.core.train.TrainerConfig;
import org.jspecify.annotations.Nullable;

/** The loaders and the evaluator for training and testing, as planned. */
final class RunLoaders {
  private final Plan plan;
  private final RunSetup setup;
  private final @Nullable KnownFeatures features;

  /**
   * @param features where features of whole images may be known, or null
   */
  RunLoaders(Plan plan, RunSetup setup, @Nullable KnownFeatures features) {
    this.plan = plan;
    this.setup = setup;
    this.features = features;
  }

  Evaluator evaluator() {
    return new Evaluator(setup.ops(), plan.task(), setup.dataset().spec(), plan.metrics());
  }

  /** The number of training steps of the whole run; 0 for a decoder that is fitted. */
  int iterations() {
    if (setup.model().decoder().featureFit() != null) {
      return 0;
    }
    return schedule(Double.NaN).totalIterations();
  }

  /**
   * The inputs of the learning-rate schedule.
   *
   * @param rate learning rate of the optimizer
   */
  ScheduleContext schedule(double rate) {
    TrainerConfig trainer = plan.config().task().trainer();
    int batches = training().batches(setup.trainingSamples().size());
    int steps = trainer.stepsPerEpoch(batches);
    return new ScheduleContext(
        rate, trainer.steps(steps), trainer.validations(steps), plan.metrics().best().better());
  }

  /** Samples per training step. */
  int trainBatchSize() {
    return FewLabels.batchSize(plan, setup.trainingSamples().size());
  }

  /** Shuffled complete batches for training; every sample once, in order, for the other splits. */
  DataLoader loader(Split split) {
    return loader(split, setup.preprocessor(split), options(split));
  }

  /** The same for each normalisation of the run. */
  SplitLoaders each(Split split) {
    return each(split, options(split));
  }

  /** Training images one by one, for each normalisation of the run. */
  SplitLoaders single() {
    return each(Split.TRAIN, LoaderOptions.training(1, 0, plan.config().seed()));
  }

  private SplitLoaders each(Split split, LoaderOptions options) {
    Map<NormalizationSource, DataLoader> each = new EnumMap<>(NormalizationSource.class);
    for (NormalizationSource source : plan.config().normalization().each()) {
      each.put(source, loader(split, setup.preprocessor(split, source), options));
    }
    return new SplitLoaders(each);
  }

  private LoaderOptions options(Split split) {
    RunConfig config = plan.config();
    return split == Split.TRAIN
        ? training()
        : LoaderOptions.evaluation(config.testBatchSize(), config.testNumWorkers(), config.seed());
  }

  private DataLoader loader(Split split, Preprocessor chain, LoaderOptions options) {
    return new DataLoader(
        setup.dataset(),
        split,
        split == Split.TRAIN ? setup.trainingSamples() : setup.dataset().samples(split),
        chain,
        options,
        seesWhole(split, options) ? features : null);
  }

  /** The part of each training batch that a process reads. */
  DataLoader training(Shard shard) {
    return each(Split.TRAIN, training().sharing(shard)).together();
  }

  private LoaderOptions training() {
    RunConfig config = plan.config();
    Integer crops = config.cropsPerImage();
    Integer drawn = config.samplesPerEpoch();
    return LoaderOptions.training(trainBatchSize(), config.numWorkers(), config.seed())
        .repeating(crops == null ? 0 : crops)
        .drawing(drawn == null ? 0 : drawn)
        .copies(config.dataReplicate())
        .inGroupsOf(config.task().trainer().accumulation());
  }

  /** Whether the encoder sees the images of a split as they leave the preprocessing. */
  private boolean seesWhole(Split split, LoaderOptions options) {
    ImageSpec images = setup.preprocessor(split).output();
    return split == Split.TRAIN
        || evaluator()
            .takesWhole(setup.model(), images.height(), images.width(), options.batchSize());
  }

  /**
   * Every sample of a split once, in order, in batches of the training size. Training samples are
   * preprocessed like validation samples, so that a decoder is fitted to the same distribution as
   * it is tested on.
   */
  DataLoader fitted(Split split) {
    RunConfig config = plan.config();
    LoaderOptions options =
        LoaderOptions.evaluation(config.batchSize(), config.numWorkers(), config.seed());
    return new DataLoader(setup.dataset(), split, setup.preprocessor(Split.VAL), options, features);
  }

  /** Runs the fit of an encoder that learns from unlabelled training images, before training. */
  void showImagesToEncoder() {
    DataFit fit = setup.model().encoder().dataFit();
    if (fit != null) {
      try (DataLoader loader = loader(Split.TRAIN);
          DeviceBatches<EncoderInput> inputs =
              new DeviceBatches<>(
                  loader,
                  setup.ops().manager(),
                  (batch, scope) -> DeviceBatch.input(batch, scope))) {
        fit.see(inputs, plan.config().seed());
      }
    }
  }
}
