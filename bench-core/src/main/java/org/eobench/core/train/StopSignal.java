package org.eobench.core.train;

import java.util.concurrent.atomic.AtomicBoolean;

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
}
