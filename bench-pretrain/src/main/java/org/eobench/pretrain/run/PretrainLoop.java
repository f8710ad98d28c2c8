package org.eobench.pretrain.run;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.train.CheckpointPace;
import org.eobench.core.train.StopSignal;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.probe.Probes;

/**
 * The pretraining loop, from any {@link PretrainState} to the last step. Neither stops nor probes
 * change its result.
 *
 * <p>A checkpoint is written before the probe that follows the same iteration, and a resumed run
 * begins with that probe. Iterations without a checkpoint are repeated with their probes. Either
 * way, no line of the log is lost or doubled.
 */
final class PretrainLoop {
  private final PretrainConfig config;
  private final Method method;
  private final RunLength length;
  private final DataLoader loader;
  private final Probes probes;
  private final PretrainCheckpoints checkpoints;
  private final CheckpointPace pace;
  private final PretrainLog log;
  private final StopSignal stop;

  /** The iteration of the last checkpoint, if this process wrote it. */
  private int saved = -1;

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
    this.pace = new CheckpointPace(config.ckptShare());
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
      if (!endsEpoch(state.iteration())) {
        log.epochBegins(state.iteration() / length.stepsPerEpoch() + 1);
      }
      while (state.iteration() < length.steps()) {
        if (endsEpoch(state.iteration())) {
          log.epochBegins(state.iteration() / length.stepsPerEpoch() + 1);
        }
        StepReport report = step(crops, state.iteration());
        state = state.afterStep(report.loss(), length.stepsPerEpoch());
        log.step(state, report);
        keep(state);
        if (stop.requested() || isSaveDue(state.iteration())) {
          save(state);
        }
        stop.throwIfRequested(checkpoints.last());
        probeOrSave(state);
      }
    } finally {
      log.epochEnds();
    }
    return log.ended(loader.waitedNanos());
  }

  private StepReport step(CropStream crops, int iteration) {
    return method.step(crops.next(config.accumulation()), iteration);
  }

  /** Probes. If that fails or is stopped, the iterations since the last checkpoint are saved. */
  private void probeOrSave(PretrainState state) {
    try {
      probe(state);
    } catch (RuntimeException failed) {
      if (saved != state.iteration()) {
        try {
          save(state);
        } catch (RuntimeException unwritten) {
          failed.addSuppressed(unwritten);
        }
      }
      throw failed;
    }
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
    boolean asked = every > 0 && iteration % every == 0;
    return asked || iteration == length.steps() || (endsEpoch(iteration) && pace.isDue());
  }

  private boolean endsEpoch(int iteration) {
    return iteration % length.stepsPerEpoch() == 0;
  }

  /** Keeps the encoder after the epochs that the config names. */
  private void keep(PretrainState state) {
    int epochs = state.iteration() / length.stepsPerEpoch();
    int interval = config.ckptInterval();
    if (endsEpoch(state.iteration()) && interval > 0 && epochs % interval == 0) {
      PretrainState logged = state.withLogLength(log.length());
      Stages.run(Stage.CHECKPOINT, () -> checkpoints.keep(logged, epochs));
    }
  }

  private void save(PretrainState state) {
    PretrainState logged = state.withLogLength(log.length());
    Stages.run(Stage.CHECKPOINT, () -> pace.write(() -> checkpoints.save(logged)));
    saved = state.iteration();
  }
}
