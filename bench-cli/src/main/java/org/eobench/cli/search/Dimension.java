package org.eobench.cli.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One key of the space. A point of it is a number: for values without an order the index of the
 * value, otherwise a number between {@code low} and {@code high}, logarithmic if {@code log}.
 *
 * @param key such as {@code optimizer.lr}
 * @param values the values of {@code choice} and {@code range} as the user writes them; empty for
 *     an interval
 * @param ordered whether neighbouring points mean similar values
 * @param low least point
 * @param high largest point
 * @param log whether the points are natural logarithms of the values
 * @param whole whether the values are integers
 */
record Dimension(
    String key,
    List<String> values,
    boolean ordered,
    double low,
    double high,
    boolean log,
    boolean whole) {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double HALF = 0.5;

  Dimension {
    values = List.copyOf(values);
  }

  /** Values without an order. */
  static Dimension choice(String key, List<String> values) {
    return new Dimension(key, values, false, 0, values.size() - 1.0, false, false);
  }

  /** Values with an order. */
  static Dimension range(String key, List<String> values) {
    return new Dimension(key, values, true, -HALF, values.size() - HALF, false, false);
  }

  /** All values between two. */
  static Dimension interval(String key, double low, double high, boolean log, boolean whole) {
    return log
        ? new Dimension(key, List.of(), true, Math.log(low), Math.log(high), true, whole)
        : new Dimension(key, List.of(), true, low, high, false, whole);
  }

  /** A point, all equally likely. */
  double draw(RandomGenerator random) {
    return ordered ? random.nextDouble(low, high) : random.nextInt(values.size());
  }

  /** The value at a point as an override writes it, numbers with four digits. */
  String text(double point) {
    if (!values.isEmpty()) {
      long index = Math.round(Math.min(Math.max(point, 0), values.size() - 1.0));
      return values.get((int) index);
    }
    double value = log ? Math.exp(point) : point;
    if (whole) {
      return String.valueOf(Math.round(value));
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }

  /** The number of values; infinite for an interval of real numbers. */
  double count() {
    if (!values.isEmpty()) {
      return values.size();
    }
    double least = log ? Math.exp(low) : low;
    double most = log ? Math.exp(high) : high;
    return whole ? Math.round(most) - Math.round(least) + 1.0 : Double.POSITIVE_INFINITY;
  }
}
