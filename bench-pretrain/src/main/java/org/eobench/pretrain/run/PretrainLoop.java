package org.eobench.pretrain.run;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.train.StopSignal;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.probe.Probes;

/**
 * The pretraining loop, from any {@link PretrainState} to the last step. Neither stops nor probes
 * change its result.
 *
 * <p>A checkpoint is always written before the probe that follows the same iteration. A resumed run
 * therefore begins with that probe, and no line of the log is lost or doubled.
 */
final class PretrainLoop {
  private final PretrainConfig config;
  private final Method method;
  private final RunLength length;
  private final DataLoader loader;
  private final Probes probes;
  private final PretrainCheckpoints checkpoints;
  private final PretrainLog log;
  private final StopSignal stop;

  PretrainLoop(
      PretrainConfig config,
      PretrainSetup setup,
      DataLoader loader,
      Probes probes,
      PretrainCheckpoints checkpoints,
      PretrainLog log,
      StopSignal stop) {
    this.config = config;
    this.method = setup.method();
    this.length = setup.length();
    this.loader = loader;
    this.probes = probes;
    this.checkpoints = checkpoints;
    this.log = log;
    this.stop = stop;
  }

  /**
   * Trains.
   *
   * @return the share of the training of this process that it waited for samples
   * @throws BenchException {@code Interrupted} when a stop is requested; the last checkpoint is
   *     written first
   */
  double train(PretrainState from) {
    PretrainState state = from;
    CropStream crops = new CropStream(loader, (long) from.iteration() * config.accumulation());
    probe(state);
    try {
      if (state.iteration() % length.stepsPerEpoch() != 0) {
        log.epochBegins(state.iteration() / length.stepsPerEpoch() + 1);
      }
      while (state.iteration() < length.steps()) {
        if (state.iteration() % length.stepsPerEpoch() == 0) {
          log.epochBegins(state.iteration() / length.stepsPerEpoch() + 1);
        }
        StepReport report = step(crops, state.iteration());
        state = state.afterStep(report.loss(), length.stepsPerEpoch());
        log.step(state, report);
        if (stop.requested() || isSaveDue(state.iteration())) {
          save(state);
        }
        stop.throwIfRequested(checkpoints.last());
        probe(state);
      }
    } finally {
      log.epochEnds();
    }
    return log.ended(loader.waitedNanos());
  }

  private StepReport step(CropStream crops, int iteration) {
    return method.step(crops.next(config.accumulation()), iteration);
  }

  private void probe(PretrainState state) {
    long before = System.nanoTime();
    List<Probes.Probed> found =
        Stages.call(
            Stage.VALIDATION,
            () ->
                probes.after(
                    state.iteration(), length.stepsPerEpoch(), length.steps(), method.product()));
    log.probed(state.iteration(), found, System.nanoTime() - before);
  }

  private boolean isSaveDue(int iteration) {
    int every = config.ckptEveryIterations();
    return iteration % length.stepsPerEpoch() == 0 || (every > 0 && iteration % every == 0);
  }

  private void save(PretrainState state) {
    PretrainState logged = state.withLogLength(log.length());
    Stages.run(
        Stage.CHECKPOINT,
        () -> {
          int epochs = state.iteration() / length.stepsPerEpoch();
          boolean ends = state.iteration() % length.stepsPerEpoch() == 0;
          if (ends && config.ckptInterval() > 0 && epochs % config.ckptInterval() == 0) {
            checkpoints.keep(logged, epochs);
          }
          checkpoints.save(logged);
        });
  }
}
