package org.eobench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eobench.core.train.StopSignal;

/**
 * Ctrl-C and SIGTERM while a verb works: asks it to stop and waits until it has left everything in
 * good order. The virtual machine itself then ends with 130 or 143.
 */
final class Interruption implements AutoCloseable {
  /** A step of the largest model on a slow machine, and the checkpoint after it. */
  private static final int SECONDS_TO_FINISH = 120;

  private final StopSignal signal = new StopSignal();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop on interrupt");

  /** Watches from now until {@link #close}. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Becomes true when the user wants to stop. */
  StopSignal signal() {
    return signal;
  }

  private void stopAndWait() {
    signal.request();
    try {
      finished.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that everything is in good order: the process may end. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is what called us here; it returns now.
    }
  }
}
