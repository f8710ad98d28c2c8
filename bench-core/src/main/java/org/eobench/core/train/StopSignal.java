package org.eobench.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eobench.core.error.Problem;

/**
 * A wish to stop. Ctrl-C and SIGTERM set it from their own thread; training looks at it between
 * steps, writes its last checkpoint and ends the run in good order.
 */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();

  public void request() {
    requested.set(true);
  }

  public boolean requested() {
    return requested.get();
  }

  /**
   * Ends the work when that was asked for.
   *
   * @param saved the checkpoint that holds everything done so far
   * @throws RunCancelled {@code Interrupted}, saying how to go on
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
                .next("to go on, give the same command once more with `resume=true`")
            : Problem.of("Interrupted", "stopped on request, before anything was saved")
                .next("give the same command once more");
    throw new RunCancelled(stopped, resumable ? saved : null);
  }
}
