package org.eobench.report.statistics;

/**
 * A confidence interval, ends included. One-sided intervals have an infinite end.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  /** Whether a value lies in the interval. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** The distance between the ends. */
  public double width() {
    return high - low;
  }

  static double checkedLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the confidence level must lie in (0,1), got " + level);
    }
    return level;
  }
}
