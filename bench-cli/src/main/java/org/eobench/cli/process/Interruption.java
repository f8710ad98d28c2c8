package org.eobench.cli.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eobench.core.train.StopSignal;

/**
 * Handles Ctrl-C and SIGTERM. A verb that {@link #watch watches} is asked to stop, and the process
 * waits until {@code main} has told the user how to continue. Any other verb ends immediately. The
 * exit code of the virtual machine is then 130 or 143.
 */
public final class Interruption implements AutoCloseable {
  /** Time for a step of the largest model on a slow machine and for the following checkpoint. */
  private static final int SECONDS_TO_FINISH = 120;

  private final StopSignal signal = new StopSignal();
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean watched;

  /** Listens to the signals until it is closed. */
  public static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("stop on interrupt") {
              @Override
              public void run() {
                interruption.stopAndWait();
              }
            });
    return interruption;
  }

  /**
   * Sets an action for when the user wants to stop; from now on the process waits for the caller.
   *
   * @param action runs in its own thread, such as {@code run::cancel}
   */
  public void onStop(Runnable action) {
    actions.add(action);
    watched = true;
  }

  /** Is set when the user wants to stop; from now on the process waits for the caller. */
  public StopSignal watch() {
    watched = true;
    return signal;
  }

  private void stopAndWait() {
    if (!watched) {
      return;
    }
    signal.request();
    actions.forEach(Runnable::run);
    try {
      finished.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reports that all work and messages are finished, so that the process may end. */
  @Override
  public void close() {
    finished.countDown();
  }
}
