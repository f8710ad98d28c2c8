package org.eobench.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.criterion.HeadsLoss;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.eval.PredictionSink;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.Shard;
import org.eobench.core.logger.RunStart;
import org.eobench.core.metrics.Scores;
import org.eobench.core.model.EachNormalization;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.optim.AveragedOptimizer;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.optim.TensorRates;
import org.eobench.core.parallel.ProcessGroup;
import org.eobench.core.parallel.Workers;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.heads.HeadChoice;
import org.eobench.core.run.heads.HeadRules;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.ParallelRules;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.DataParallel;
import org.eobench.core.train.Fitting;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;
import org.eobench.core.train.Trainer;
import org.eobench.core.train.TrainerConfig;
import org.eobench.core.train.TrainingParts;
import org.jspecify.annotations.Nullable;

/** Trains a run, from its start or its last checkpoint to the last epoch. */
final class Training {
  private final Plan plan;
  private final RunSetup setup;
  private final ProgressListener progress;
  private final StopSignal stop;
  private final FeatureCaching caching;
  private final Outcomes outcomes;
  private final RunLoggers loggers;
  private final @Nullable HeadChoice heads;
  private @Nullable Function<Path, Workers> others;
  private RunLoaders loaders;
  private @Nullable Double waitingShare;

  /**
   * @param caching is begun when the encoder has its weights
   * @param outcomes is shown the batches
   * @param loggers are shown the log
   */
  Training(
      Plan plan,
      RunSetup setup,
      FeatureCaching caching,
      Outcomes outcomes,
      RunLoggers loggers,
      ProgressListener progress,
      StopSignal stop) {
    this.plan = plan;
    this.setup = setup;
    this.progress = progress;
    this.stop = stop;
    this.caching = caching;
    this.outcomes = outcomes;
    this.loggers = loggers;
    this.loaders = new RunLoaders(plan, setup, null);
    this.heads = HeadChoice.of(plan, setup.model()).orElse(null);
  }

  /**
   * Shares the training with other processes.
   *
   * @param starts starts them, with a folder for their messages; null for one device
   */
  Training across(@Nullable Function<Path, Workers> starts) {
    others = starts;
    return this;
  }

  /**
   * Refuses random crops where no image is cropped at random, and what would let the heads of a
   * bank change each other.
   *
   * @throws BenchException if the decoder is fitted, which sees each whole image once; or as {@link
   *     HeadRules#require}
   */
  static void requireUse(Plan plan, RunSetup setup) {
    RunLoaders loaders = new RunLoaders(plan, setup, null);
    int iterations = loaders.iterations();
    ParallelRules.require(plan, setup.model(), loaders.trainBatchSize());
    HeadRules.require(plan, setup.model(), setup.ops(), iterations);
    if (plan.config().cropsPerImage() != null && setup.model().decoder().featureFit() != null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingRandom",
                  "this decoder is fitted to training images that are preprocessed like those of"
                      + " the validation, without random crops")
              .at("crops_per_image=" + plan.config().cropsPerImage())
              .next("leave out crops_per_image"));
    }
  }

  /** Trains; continues from the directory's last checkpoint if there is one. */
  TrainState run(RunDirectory directory) {
    RunConfig config = plan.config();
    Checkpoints checkpoints = setup.checkpoints(directory.path(), directory.record(), progress);
    boolean begun = Files.exists(checkpoints.last());
    TrainState from = begun ? checkpoints.resume() : TrainState.START;
    loggers.begin(
        begun
            ? new RunStart(
                true,
                from.iteration(),
                MetricLog.linesAt(directory.metrics(), from.logLength(), from.iteration()))
            : RunStart.NEW);
    FeatureFit fit = setup.model().decoder().featureFit();
    if (fit != null) {
      return begun ? from : fit(fit, directory, checkpoints);
    }
    Optimizer optimizer = optimizer();
    if (heads != null) {
      heads.notes().forEach(progress::message);
    }
    if (begun) {
      checkpoints.restore(optimizer);
      progress.message(
          String.format(
              Locale.ROOT, "resuming after %d epochs and %d batches", from.epoch(), from.batch()));
    } else {
      loaders.showImagesToEncoder();
    }
    checkpoints.pinFrozenWeights();
    beginCaching();
    int devices = config.task().trainer().devices();
    if (others == null) {
      ParallelRules.requireOne(devices);
    }
    try (DataLoader train = loaders.training(new Shard(0, devices))) {
      TrainerConfig trainer = config.task().trainer();
      checkpoints.requireWithin(from, trainer, trainer.stepsPerEpoch(train.batches()));
      return goOn(train, optimizer, checkpoints, directory, from);
    }
  }

  private Optimizer optimizer() {
    Map<String, Parameter> tensors = setup.model().tensors();
    Map<String, TensorRates> rates = heads == null ? Map.of() : heads.rates(tensors);
    OptimizerContext context = new OptimizerContext(setup.ops(), tensors, rates);
    Optimizer optimizer = plan.optimizer().create(context);
    if (!rates.isEmpty() && !optimizer.obeysRates()) {
      throw HeadRules.oneRate();
    }
    Double decay = plan.config().task().trainer().emaDecay();
    return decay == null ? optimizer : new AveragedOptimizer(optimizer, context, decay);
  }

  /** The share of the training that it waited for samples; null for a decoder that is fitted. */
  @Nullable Double waitingShare() {
    return waitingShare;
  }

  private void beginCaching() {
    caching.begin();
    loaders = new RunLoaders(plan, setup, caching.features());
  }

  private TrainState goOn(
      DataLoader train,
      Optimizer optimizer,
      Checkpoints checkpoints,
      RunDirectory directory,
      TrainState from) {
    try (SplitLoaders val = loaders.each(Split.VAL);
        MetricLog metrics =
            new MetricLog(directory.metrics(), from.logLength()).observedBy(loggers::line);
        Workers workers = others == null ? null : others.apply(directory.path())) {
      // This process sees only its part of each batch, which tells nothing of the whole split.
      if (from.iteration() == 0 && workers == null) {
        outcomes.watch(train, Split.TRAIN, loaders.trainBatchSize());
      }
      outcomes.watch(val.first(), Split.VAL, plan.config().testBatchSize());
      DataParallel parallel =
          workers == null
              ? DataParallel.NONE
              : DataParallel.in(workers.group(), directory.record().fingerprint());
      Trainer trainer =
          new Trainer(
              plan.config().task().trainer(),
              trained(optimizer, parallel),
              train,
              () ->
                  validate(
                      HeadValidation.loader(heads, val, plan, setup, caching.model(), metrics),
                      checkpoints),
              checkpoints,
              metrics,
              progress,
              stop);
      TrainState end = trainer.train(from);
      waitingShare = trainer.waitingShare();
      return end;
    }
  }

  /**
   * Computes a part of each batch of a training that another process leads.
   *
   * @param planned the run, as this process understands its arguments
   * @throws org.eobench.core.parallel.GroupEnded if that process stops before the last step
   */
  void assist(ProcessGroup group, RunRecord planned) {
    Path scratch = group.rank().scratch();
    Optimizer optimizer = optimizer();
    Shard shard = new Shard(group.rank().number(), group.rank().size());
    try (DataLoader train = loaders.training(shard);
        MetricLog metrics = new MetricLog(scratch.resolve(RunDirectory.METRICS), 0)) {
      new Trainer(
              plan.config().task().trainer(),
              trained(optimizer, DataParallel.in(group, planned.fingerprint())),
              train,
              () -> {
                throw new IllegalStateException("only the leading process validates");
              },
              setup.checkpoints(scratch, planned, progress),
              metrics,
              progress,
              stop)
          .train(TrainState.START);
    }
  }

  /** Replaces the epochs for a decoder that is fitted. */
  private TrainState fit(FeatureFit fit, RunDirectory directory, Checkpoints checkpoints) {
    progress.message("the decoder is fitted at once: optimizer, criterion and epochs play no part");
    loaders.showImagesToEncoder();
    checkpoints.pinFrozenWeights();
    setup.fineTuning().beginEvaluation(setup.model());
    beginCaching();
    try (FeatureStream train = features(Split.TRAIN, checkpoints);
        FeatureStream val = features(Split.VAL, checkpoints);
        DataLoader scored = loaders.loader(Split.VAL);
        MetricLog metrics = new MetricLog(directory.metrics(), 0).observedBy(loggers::line)) {
      outcomes.watch(scored, Split.VAL, plan.config().testBatchSize());
      return new Fitting(
              plan.metrics(), () -> validate(scored, checkpoints), checkpoints, metrics, progress)
          .run(fit, train, val);
    }
  }

  private FeatureStream features(Split split, Checkpoints checkpoints) {
    DataLoader loader = loaders.fitted(split);
    if (split == Split.TRAIN) {
      outcomes.watch(loader, split, plan.config().batchSize());
    }
    return new FeatureStream(
        loader,
        caching.model(),
        setup.dataset().spec().ignoreIndex(),
        setup.ops().manager(),
        progress,
        "features of " + split.key(),
        () -> stop.throwIfRequested(checkpoints.last()));
  }

  private TrainingParts trained(Optimizer optimizer, DataParallel parallel) {
    EoModel model = caching.model();
    return new TrainingParts(
        model.with(new EachNormalization(model.encoding())),
        setup.fineTuning(),
        heads == null
            ? setup.criterion()
            : new HeadsLoss(setup.criterion(), heads.bank().heads().size(), setup.ops()),
        optimizer,
        plan.schedule().create(loaders.schedule(optimizer.learningRate())),
        setup.ops(),
        plan.metrics(),
        setup.dataset().spec().ignoreIndex(),
        plan.config().seed(),
        parallel);
  }

  private Scores validate(DataLoader val, Checkpoints checkpoints) {
    PredictionSink samples = loggers.samples(Split.VAL.key(), plan.task(), setup.dataset().spec());
    Scores scores =
        loaders
            .evaluator()
            .evaluate(
                caching.model(),
                val,
                (batch, logits) -> {
                  samples.accept(batch, logits);
                  stop.throwIfRequested(checkpoints.last());
                });
    loggers.confusion(Split.VAL.key(), scores);
    return scores;
  }
}
