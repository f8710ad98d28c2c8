package org.eobench.core.fetch;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect until a connection stands, and again until the answer begins
 * @param stall without a single byte while the answer runs
 * @param attempts in a row that bring less than {@link #PROGRESS} bytes each
 * @param pause before the second attempt; doubled each time
 * @param longestPause the doubling ends here, and a server that asks for more is not heard
 */
public record Patience(
    Duration connect, Duration stall, int attempts, Duration pause, Duration longestPause) {
  /** An attempt that brought so many bytes before it was cut counts as a success. */
  static final long PROGRESS = 1 << 20;

  /** What suits a large file over a public network: gives up after about a minute of silence. */
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /**
   * The pause after a failed attempt.
   *
   * @param failures attempts that failed in a row, at least one
   * @param asked seconds that the server asked to wait for, or 0
   */
  Duration pauseAfter(int failures, long asked) {
    Duration own = pause.multipliedBy(1L << Math.min(failures - 1, 20));
    Duration wanted = Duration.ofSeconds(Math.max(0, Math.min(asked, 3600)));
    Duration longer = own.compareTo(wanted) > 0 ? own : wanted;
    return longer.compareTo(longestPause) > 0 ? longestPause : longer;
  }
}
