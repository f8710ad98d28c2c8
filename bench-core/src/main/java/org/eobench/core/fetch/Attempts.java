package org.eobench.core.fetch;

import java.time.Duration;
import org.eobench.core.error.BenchException;

/**
 * Counts the attempts for a file and decides when to give up: after several attempts in a row
 * without new bytes, or when the received bytes had to be discarded a second time. A server that
 * sends a part and then contradicts itself gets only one more chance, regardless of the size of the
 * part.
 */
final class Attempts {
  /** How often a download restarts because the server contradicted itself. */
  private static final int RESTARTS = 1;

  private final Patience patience;
  private final RemoteFile file;
  private long before;
  private long furthest;
  private int failures;
  private int restarts;

  /**
   * @param there number of bytes before the first attempt
   */
  Attempts(Patience patience, RemoteFile file, long there) {
    this.patience = patience;
    this.file = file;
    this.before = there;
    this.furthest = there;
  }

  /**
   * Returns the pause after a failed attempt.
   *
   * @param there number of bytes now
   * @throws BenchException when another attempt is pointless
   */
  Duration pauseAfter(CutOff cut, long there) {
    if (there < before && ++restarts > RESTARTS) {
      throw new FetchProblems(file).contradicts(cut, furthest);
    }
    failures = there - furthest >= Patience.PROGRESS ? 1 : failures + 1;
    before = there;
    furthest = Math.max(furthest, there);
    if (failures >= patience.attempts()) {
      throw new FetchProblems(file).givenUp(cut, failures, there);
    }
    return patience.pauseAfter(failures, cut.pauseSeconds());
  }
}
