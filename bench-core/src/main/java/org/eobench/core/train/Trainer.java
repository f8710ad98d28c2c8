package org.eobench.core.train;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.Scores;
import org.eobench.core.model.Unfreezing;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/**
 * The training loop, from any {@link TrainState} to the last step. Stops do not change its result.
 */
public final class Trainer {
  private final TrainerConfig config;
  private final TrainingParts parts;
  private final TrainStep step;
  private final Unfreezing unfreezing;
  private final DataLoader loader;

  /** Steps of an epoch. */
  private final int steps;

  private final Validation validation;
  private final Metric<?> best;
  private final Checkpoints checkpoints;
  private final LastCheckpoint last;
  private final TrainLog log;
  private final StopSignal stop;
  private double waitingShare;

  /**
   * @param loader batches of the training split
   * @param validation asked when {@code eval_interval} says so
   */
  public Trainer(
      TrainerConfig config,
      TrainingParts parts,
      DataLoader loader,
      Validation validation,
      Checkpoints checkpoints,
      MetricLog metrics,
      ProgressListener progress,
      StopSignal stop) {
    this.config = config;
    this.parts = parts;
    this.step = new TrainStep(parts, config);
    this.steps = config.stepsPerEpoch(loader.batches());
    this.unfreezing =
        new Unfreezing(parts.model(), parts.fineTuning(), config.steps(steps), progress);
    this.loader = loader;
    this.validation = validation;
    this.best = parts.metrics().best();
    this.checkpoints = checkpoints;
    this.log =
        new TrainLog(
            metrics,
            progress,
            parts.metrics().headline(),
            state -> config.logsAfter(state, steps),
            config.steps(steps),
            config.epochs(steps),
            steps);
    this.last = new LastCheckpoint(checkpoints, parts, log, config.ckptShare());
    this.stop = stop;
  }

  /**
   * Trains.
   *
   * @param begun {@link TrainState#START}, or what {@link Checkpoints#load} gives
   * @return the final state
   * @throws BenchException {@code Interrupted} when a stop is requested; the last checkpoint is
   *     written first
   */
  public TrainState train(TrainState begun) {
    TrainState from = parts.parallel().begin(begun, parts.model(), parts.optimizer(), parts.ops());
    unfreezing.announce(from.iteration());
    TrainState state = from.batch() == 0 ? parts.parallel().decided(from, this::finishEpoch) : from;
    while (state.epoch() < config.epochs(steps) && !config.stopsEarly(state, steps)) {
      state = epoch(state).afterEpoch();
      boolean ends = state.epoch() == config.epochs(steps);
      if (ends || (config.savesAfter(state.epoch(), steps) && last.isDue())) {
        last.save(state);
      }
      state = parts.parallel().decided(state, this::finishEpoch);
    }
    last.saveIfBehind(state); // a training that stopped early
    waitingShare = log.trained(state, best, loader.waitedNanos());
    return state;
  }

  /** The share of the training of this process that it waited for samples; 0 before its end. */
  public double waitingShare() {
    return waitingShare;
  }

  /**
   * Runs the validation and writes the kept checkpoint after an epoch. A run that is killed in
   * between repeats this step when it resumes.
   */
  private TrainState finishEpoch(TrainState finished) {
    TrainState state = finished;
    if (!state.evaluated() && config.evaluatesAfter(state.epoch(), steps)) {
      try {
        state = parts.optimizer().withAverages(() -> validate(finished));
      } catch (RuntimeException failed) { // or stopped on request
        last.saveBefore(failed, finished);
        throw failed;
      }
      TrainState logged = state.withLogLength(log.length());
      Stages.run(Stage.CHECKPOINT, () -> checkpoints.saveValidated(logged, parts.optimizer()));
    }
    if (config.keepsAfter(state.epoch())) {
      TrainState kept = state;
      Stages.run(Stage.CHECKPOINT, () -> checkpoints.keep(kept, parts.optimizer()));
    }
    return state;
  }

  private TrainState epoch(TrainState from) {
    TrainState state = from;
    unfreezing.begin(state.iteration());
    log.epochBegins(state);
    try {
      StepBatches batches = new StepBatches(loader, config, parts, from);
      while (state.iteration() < config.steps(steps) && state.batch() < steps) {
        unfreezing.before(state.iteration());
        List<Batch> together = batches.next();
        if (!together.isEmpty()) {
          double learningRate = parts.schedule().at(state.iteration(), state.plateau());
          double loss = step.run(together, state, learningRate);
          state = state.afterStep(loss);
          int own = together.stream().mapToInt(Batch::size).sum();
          log.step(state, loss, learningRate, parts.parallel().samples(own));
        } else {
          state = state.afterSkip();
          log.skipped(state);
        }
        if (stop.requested() || isSaveDue(state)) {
          last.save(state);
        }
        stop.throwIfRequested(checkpoints.last());
      }
    } finally {
      log.epochEnds();
    }
    log.leftOut(state);
    if (state.skippedInEpoch() == state.batch()) {
      throw StepBatches.nothingCounts(state, parts.ignoreIndex(), loader.batches());
    }
    return state;
  }

  private boolean isSaveDue(TrainState state) {
    int every = config.ckptEveryIterations();
    return every > 0 && state.iteration() % every == 0;
  }

  private TrainState validate(TrainState state) {
    long before = System.nanoTime();
    parts.fineTuning().beginEvaluation(parts.model());
    Scores scores = Stages.call(Stage.VALIDATION, validation::run);
    double value = scores.value(best.key());
    TrainState next =
        state.afterEvaluation(parts.schedule().afterValidation(state.plateau(), value));
    boolean better = state.isBetter(value, best);
    if (better) {
      next = next.withBest(value);
      TrainState improved = next;
      Stages.run(Stage.CHECKPOINT, () -> checkpoints.saveBest(improved));
    }
    log.validated(next, scores, better, System.nanoTime() - before);
    return next;
  }
}
