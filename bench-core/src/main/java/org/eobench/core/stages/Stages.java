package org.eobench.core.stages;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Marks the stages of a run in the code that does them. While no {@link StageClock} measures, a
 * mark costs the reading of one field.
 */
public final class Stages {
  /** Static, as a run has the process to itself; null while nobody measures. */
  private static volatile @Nullable StageClock clock;

  private Stages() {}

  /** Does the work of a stage and returns its result. */
  public static <T> T call(Stage stage, Supplier<T> work) {
    StageClock measuring = clock;
    return measuring == null ? work.get() : measuring.time(stage, work);
  }

  /** Does the work of a stage. */
  public static void run(Stage stage, Runnable work) {
    call(
        stage,
        () -> {
          work.run();
          return stage;
        });
  }

  /**
   * Sets the clock that measures from now on.
   *
   * @param next null to measure no longer
   */
  static void measureWith(@Nullable StageClock next) {
    clock = next;
  }
}
