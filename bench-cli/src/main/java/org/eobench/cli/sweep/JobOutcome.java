package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job.
 *
 * @param time how long its process ran
 * @param exit exit code of its process; 0 if it needed none
 * @param error what went wrong, in the job's own words
 * @param run its run directory, or null
 */
public record JobOutcome(
    SweepJob job, State state, Duration time, int exit, List<String> error, @Nullable Path run) {
  /** The result of a job. */
  public enum State {
    DONE,
    /** Complete before this sweep began; no process was started. */
    DONE_BEFORE,
    FAILED,
    INTERRUPTED,
    NOT_STARTED;

    /** The word for tables. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public JobOutcome {
    error = List.copyOf(error);
  }

  /** Whether its results are there. */
  public boolean isDone() {
    return state == State.DONE || state == State.DONE_BEFORE;
  }
}
