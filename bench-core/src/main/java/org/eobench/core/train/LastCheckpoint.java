package org.eobench.core.train;

import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/** The checkpoint that a training goes on from, which the leading process writes. */
final class LastCheckpoint {
  private final Checkpoints checkpoints;
  private final TrainingParts parts;
  private final TrainLog log;
  private final CheckpointPace pace;

  /**
   * @param share the most of the time that writing at the end of epochs may take
   */
  LastCheckpoint(Checkpoints checkpoints, TrainingParts parts, TrainLog log, double share) {
    this.checkpoints = checkpoints;
    this.parts = parts;
    this.log = log;
    this.pace = new CheckpointPace(share);
  }

  /** Whether the end of an epoch writes it. */
  boolean isDue() {
    return pace.isDue();
  }

  void save(TrainState state) {
    if (parts.parallel().leads()) {
      TrainState logged = state.withLogLength(log.length());
      Stages.run(
          Stage.CHECKPOINT,
          () -> pace.write(() -> checkpoints.saveLast(logged, parts.optimizer())));
    }
  }

  /** Writes it unless it has the weights of this state. */
  void saveIfBehind(TrainState state) {
    if (!checkpoints.lastIsOf(state)) {
      save(state);
    }
  }

  /**
   * The same before a failure or a stop ends the training, so that the epochs since the last
   * checkpoint are not lost.
   */
  void saveBefore(RuntimeException end, TrainState state) {
    try {
      if (state.iteration() > 0) {
        saveIfBehind(state);
      }
    } catch (RuntimeException unwritten) {
      end.addSuppressed(unwritten);
    }
  }
}
