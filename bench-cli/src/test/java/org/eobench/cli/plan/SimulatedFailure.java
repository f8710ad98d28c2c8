package org.eobench.cli.plan;

import java.util.SplittableRandom;
import org.eobench.core.run.directory.RunState;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a simulated run: one attempt in twenty, each kind equally often. */
enum SimulatedFailure {
  /** The kernel killed the run, which could not record anything. */
  KILLED(RunState.RUNNING, 137),
  /** Java had not enough memory, and the program said so. */
  OUT_OF_MEMORY(RunState.FAILED, 1),
  /** Any other failure, here of the data. */
  ERROR(RunState.FAILED, 4),
  /** The machine is gone, with the run and with the process that claimed it. */
  NODE_LOST(RunState.RUNNING, 137);

  private static final int ONE_IN = 20;

  /** Draws each kind at least three times in 300 lines. */
  private static final long SEED = 6L << 40;

  private final RunState state;
  private final int exit;

  SimulatedFailure(RunState state, int exit) {
    this.state = state;
    this.exit = exit;
  }

  /**
   * What goes wrong in an attempt at a line, or null; the same in every simulation.
   *
   * @param attempt from 1
   */
  static @Nullable SimulatedFailure of(int line, int attempt) {
    SimulatedFailure[] kinds = values();
    int drawn = new SplittableRandom(SEED + 1000L * line + attempt).nextInt(ONE_IN * kinds.length);
    return drawn < kinds.length ? kinds[drawn] : null;
  }

  /** The state that {@code run.json} is left in. */
  RunState state() {
    return state;
  }

  /** The exit code of the run's process. */
  int exit() {
    return exit;
  }
}
