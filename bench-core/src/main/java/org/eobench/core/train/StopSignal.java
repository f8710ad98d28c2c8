package org.eobench.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop. Ctrl-C and SIGTERM set it from their own thread. Training checks it between
 * steps, writes its last checkpoint and ends the run cleanly.
 */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final @Nullable StopSignal whole;

  public StopSignal() {
    this(null);
  }

  private StopSignal(@Nullable StopSignal whole) {
    this.whole = whole;
  }

  /** A signal for a part of the work, which a request to stop the whole stops, too. */
  public StopSignal part() {
    return new StopSignal(this);
  }

  public void request() {
    requested.set(true);
  }

  public boolean requested() {
    return requested.get() || (whole != null && whole.requested());
  }

  /**
   * Stops the run if that was requested.
   *
   * @param saved checkpoint with all progress so far
   * @throws RunCancelled {@code Interrupted}, with the command that continues the run
   */
  public void throwIfRequested(Path saved) {
    if (!requested()) {
      return;
    }
    boolean resumable = Files.exists(saved);
    Problem stopped =
        resumable
            ? Problem.of("Interrupted", "stopped on request; everything done so far is saved")
                .at(saved.toString())
                .next("to continue, run the same command again with `resume=true`")
            : Problem.of("Interrupted", "stopped on request, before anything was saved")
                .next("run the same command again");
    throw new RunCancelled(stopped, resumable ? saved : null);
  }
}
