package org.eobench.cli.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eobench.cli.sweep.journal.JournalHistory;
import org.eobench.cli.sweep.machine.Host;
import org.eobench.core.train.StopSignal;

/**
 * Processes of jobs that a killed sweep left behind. They stop by themselves, but a process that
 * has just begun holds no run directory yet that {@link EarlierJob} would notice.
 */
final class EarlierProcesses {
  private static final int MILLIS_BETWEEN_LOOKS = 200;
  private static final Duration SAME_START = Duration.ofSeconds(5);

  private EarlierProcesses() {}

  /**
   * Waits until none of them lives.
   *
   * @param say receives a sentence for each that still lives
   */
  static void awaitEnd(
      Map<Integer, JournalHistory.Begun> begun, StopSignal stop, Consumer<String> say)
      throws InterruptedException {
    for (Map.Entry<Integer, JournalHistory.Begun> entry : begun.entrySet()) {
      JournalHistory.Begun earlier = entry.getValue();
      boolean said = false;
      while (lives(earlier) && !stop.requested()) {
        if (!said) {
          say.accept(
              String.format(
                  Locale.ROOT,
                  "job %d: process %d of an earlier sweep has not ended yet: waiting for it",
                  entry.getKey(),
                  earlier.pid()));
          said = true;
        }
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    }
  }

  /** Linux tells the start relative to that of the machine, whose clock is corrected at times. */
  private static boolean isNear(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(SAME_START) < 0;
  }

  private static boolean lives(JournalHistory.Begun earlier) {
    if (!earlier.host().equals(Host.name())) {
      return false; // the lock of the run directory is all that can be seen from here
    }
    Optional<ProcessHandle> process = ProcessHandle.of(earlier.pid());
    return process.isPresent()
        && process.get().isAlive()
        && process
            .get()
            .info()
            .startInstant()
            .map(start -> isNear(start, Instant.parse(earlier.start())))
            .orElse(false);
  }
}
