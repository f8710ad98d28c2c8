package org.eobench.core.fetch;

import java.time.Duration;

/**
 * Timeouts and retries of a download.
 *
 * @param connect timeout of the connection, and again until the response begins
 * @param stall timeout without a single byte during the response
 * @param attempts maximum attempts in a row with fewer than {@link #PROGRESS} bytes each
 * @param pause pause before the second attempt; it doubles each time
 * @param longestPause maximum pause; a server that requests a longer one is ignored
 */
public record Patience(
    Duration connect, Duration stall, int attempts, Duration pause, Duration longestPause) {
  /** An attempt with at least this many bytes counts as a success, even if it ended early. */
  static final long PROGRESS = 1 << 20;

  /** Defaults for large files over public networks: give up after about a minute of silence. */
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /**
   * Returns the pause after a failed attempt.
   *
   * @param failures number of failed attempts in a row, at least one
   * @param asked seconds that the server requests, or 0
   */
  Duration pauseAfter(int failures, long asked) {
    Duration own = pause.multipliedBy(1L << Math.min(failures - 1, 20));
    Duration wanted = Duration.ofSeconds(Math.max(0, Math.min(asked, 3600)));
    Duration longer = own.compareTo(wanted) > 0 ? own : wanted;
    return longer.compareTo(longestPause) > 0 ? longestPause : longer;
  }
}
