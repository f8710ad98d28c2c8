package org.eobench.cli.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eobench.core.train.StopSignal;

/**
 * Ctrl-C and SIGTERM. A verb that {@link #watch watches} is asked to stop and waited for, until
 * {@code main} has also told the user how to go on; any other verb just ends. The virtual machine
 * itself then ends with 130 or 143.
 */
public final class Interruption implements AutoCloseable {
  /** A step of the largest model on a slow machine, and the checkpoint after it. */
  private static final int SECONDS_TO_FINISH = 120;

  private final StopSignal signal = new StopSignal();
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean watched;

  /** Listens to the signals until this is closed. */
  public static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(interruption::stopAndWait, "stop on interrupt"));
    return interruption;
  }

  /**
   * Does something when the user wants to stop; from now on the process waits for the caller.
   *
   * @param action runs on a thread of its own, such as {@code run::cancel}
   */
  public void onStop(Runnable action) {
    actions.add(action);
    watched = true;
  }

  /** Becomes true when the user wants to stop; from now on the process waits for the caller. */
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

  /** Says that everything is in good order and told: the process may end. */
  @Override
  public void close() {
    finished.countDown();
  }
}
