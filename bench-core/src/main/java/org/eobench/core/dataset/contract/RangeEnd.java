package org.eobench.core.dataset.contract;

/** The least of many values, how often it occurs, and the next one. For the largest, negate all. */
final class RangeEnd {
  private double value = Double.POSITIVE_INFINITY;
  private double next = Double.POSITIVE_INFINITY;
  private long count;

  /** Adds a value; NaN has no effect. */
  void add(double now) {
    if (!(now < next)) {
      return;
    }
    if (now < value) {
      next = value;
      value = now;
      count = 1;
    } else if (now == value) {
      count++;
    } else {
      next = now;
    }
  }

  /** The least value. */
  double value() {
    return value;
  }

  /** The least but one; infinite if there is only one. */
  double next() {
    return next;
  }

  /** How often the least value occurs. */
  long count() {
    return count;
  }
}
