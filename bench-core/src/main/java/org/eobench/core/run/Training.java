package org.eobench.core.run;

import java.nio.file.Files;
import java.util.Locale;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Measures;
import org.eobench.core.optim.LrSchedule;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.optim.ScheduleContext;
import org.eobench.core.progress.ProgressSink;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.Fitting;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;
import org.eobench.core.train.Trainer;

/** The training of a run, from its start or from where it was stopped, to the last epoch. */
final class Training {
  private final Plan plan;
  private final Assembly parts;
  private final ProgressSink sink;
  private final StopSignal stop;
  private final Stages stages;

  Training(Plan plan, Assembly parts, ProgressSink sink, StopSignal stop) {
    this.plan = plan;
    this.parts = parts;
    this.sink = sink;
    this.stop = stop;
    this.stages = new Stages(plan, parts);
  }

  /** Trains; goes on from the directory's last checkpoint when there is one. */
  TrainState run(RunDirectory directory) {
    RunConfig config = plan.config();
    Checkpoints checkpoints = parts.checkpoints(directory.path(), directory.record(), sink);
    boolean begun = Files.exists(checkpoints.last());
    TrainState from = begun ? checkpoints.resume() : TrainState.START;
    FeatureFit fit = parts.model().decoder().featureFit();
    if (fit != null) {
      return begun ? from : fit(fit, directory, checkpoints);
    }
    Optimizer optimizer =
        plan.optimizer().create(new OptimizerContext(parts.ops(), parts.model().tensors()));
    if (begun) {
      checkpoints.restore(optimizer);
      sink.line(
          String.format(
              Locale.ROOT, "resuming after %d epochs and %d batches", from.epoch(), from.batch()));
    } else {
      stages.showImagesToEncoder();
    }
    try (DataLoader train = stages.loader(Split.TRAIN)) {
      checkpoints.requireWithin(from, config.task().trainer().nEpochs(), train.batches());
      return goOn(train, optimizer, checkpoints, directory, from);
    }
  }

  private TrainState goOn(
      DataLoader train,
      Optimizer optimizer,
      Checkpoints checkpoints,
      RunDirectory directory,
      TrainState from) {
    try (DataLoader val = stages.loader(Split.VAL);
        MetricLog metrics = new MetricLog(directory.metrics(), from.logLength())) {
      return new Trainer(
              plan.config().task().trainer(),
              trained(optimizer, train.batches()),
              train,
              () -> validate(val, checkpoints),
              checkpoints,
              metrics,
              sink,
              stop)
          .train(from);
    }
  }

  /** In place of epochs, for a decoder that is fitted at once. */
  private TrainState fit(FeatureFit fit, RunDirectory directory, Checkpoints checkpoints) {
    sink.line("the decoder is fitted at once: optimizer, criterion and epochs play no part");
    stages.showImagesToEncoder();
    parts.fineTuning().beginEvaluation(parts.model());
    try (FeatureStream train = features(Split.TRAIN, checkpoints);
        FeatureStream val = features(Split.VAL, checkpoints);
        DataLoader scored = stages.loader(Split.VAL);
        MetricLog metrics = new MetricLog(directory.metrics(), 0)) {
      return new Fitting(
              plan.config().task().trainer(),
              parts.dataset().spec().task(),
              () -> validate(scored, checkpoints),
              checkpoints,
              metrics,
              sink)
          .run(fit, train, val);
    }
  }

  private FeatureStream features(Split split, Checkpoints checkpoints) {
    return new FeatureStream(
        stages.fitted(split),
        parts.model(),
        parts.dataset().spec().ignoreIndex(),
        parts.ops().manager(),
        sink,
        "features of " + split.key(),
        () -> stop.throwIfRequested(checkpoints.last()));
  }

  private Trainer.Parts trained(Optimizer optimizer, int batches) {
    int iterations = batches * plan.config().task().trainer().nEpochs();
    LrSchedule schedule =
        plan.schedule().create(new ScheduleContext(optimizer.learningRate(), iterations));
    return new Trainer.Parts(
        parts.model(),
        parts.fineTuning(),
        parts.criterion(),
        optimizer,
        schedule,
        parts.ops(),
        parts.dataset().spec().task(),
        parts.dataset().spec().ignoreIndex(),
        plan.config().seed());
  }

  private Measures validate(DataLoader val, Checkpoints checkpoints) {
    return stages
        .evaluator()
        .evaluate(parts.model(), val, (batch, logits) -> stop.throwIfRequested(checkpoints.last()))
        .scores();
  }
}
