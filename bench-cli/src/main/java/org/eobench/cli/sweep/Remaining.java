package org.eobench.cli.sweep;

import java.util.Collection;
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
   * @param waiting jobs that are still to run
   * @param mean seconds of a job; NaN if none has ended
   * @param elapsed seconds of each running job
   * @param slots jobs at once
   */
  static Remaining of(
      int ended, int all, int waiting, double mean, Collection<Double> elapsed, int slots) {
    double work = elapsed.stream().mapToDouble(seconds -> Math.max(0, mean - seconds)).sum();
    return new Remaining(ended, all, (work + mean * waiting) / slots);
  }

  /** Such as {@code 4 of 12 jobs have ended, about 3 min left}. */
  public String text() {
    String left = seconds > 0 ? ", about " + Sizes.about(seconds) + " left" : "";
    return String.format(Locale.ROOT, "%d of %d jobs have ended%s", ended, all, left);
  }
}
