package org.eobench.cli.sweep;

import java.util.Locale;

/**
 * How far a sweep has come.
 *
 * @param ended jobs that have ended
 * @param all all jobs
 * @param seconds rough time until the last one ends; NaN while unknown
 */
public record Remaining(int ended, int all, double seconds) {
  /**
   * The time left if every job takes as long as the mean of those that have ended.
   *
   * @param mean seconds of a job; NaN if none has ended
   * @param elapsed seconds of each running job
   * @param slots jobs at once
   */
  static Remaining of(int ended, int all, double mean, Iterable<Double> elapsed, int slots) {
    double work = 0;
    int running = 0;
    for (double seconds : elapsed) {
      work += Math.max(0, mean - seconds);
      running++;
    }
    work += mean * (all - ended - running);
    return new Remaining(ended, all, work / slots);
  }

  /** Such as {@code 4 of 12 jobs have ended, about 3 min left}. */
  public String text() {
    String left =
        Double.isNaN(seconds) || ended == all ? "" : ", about " + Sizes.about(seconds) + " left";
    return String.format(Locale.ROOT, "%d of %d jobs have ended%s", ended, all, left);
  }
}
