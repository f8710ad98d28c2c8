package org.eobench.core.fetch;

import java.time.Duration;
import org.eobench.core.error.BenchException;

/**
 * Counts the attempts at one file and says when to give up: after some in a row that bring the file
 * no further than it ever was, and when what came had to be dropped a second time. A server that
 * sends a piece and then contradicts itself is thus left after one more beginning, however large
 * the piece.
 */
final class Attempts {
  /** How often a file is begun once more because the server contradicted itself. */
  private static final int RESTARTS = 1;

  private final Patience patience;
  private final RemoteFile file;
  private long before;
  private long furthest;
  private int failures;
  private int restarts;

  /**
   * @param there bytes that are there before the first attempt
   */
  Attempts(Patience patience, RemoteFile file, long there) {
    this.patience = patience;
    this.file = file;
    this.before = there;
    this.furthest = there;
  }

  /**
   * How long to wait after a failed attempt.
   *
   * @param there bytes that are there now
   * @throws BenchException when another attempt promises nothing
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
