package org.eobench.core.metrics.uncertainty;

/** Sums of 1/k. */
final class Harmonic {
  /** From here on the expansion is exact to double precision. */
  private static final long LARGE = 64;

  private Harmonic() {}

  /** The sum of 1/k for k from {@code from + 1} to {@code from + count}. */
  static double between(long from, long count) {
    double sum = 0;
    long at = from;
    long end = from + count;
    while (at < end && at < LARGE) {
      at++;
      sum += 1.0 / at;
    }
    return at == end
        ? sum
        : sum + expansion((double) end) - expansion((double) at) + Math.log((double) end / at);
  }

  /** The harmonic number of n less ln n and Euler's constant, by the Euler-Maclaurin formula. */
  private static double expansion(double n) {
    double square = n * n;
    return 1 / (2 * n) - 1 / (12 * square) + 1 / (120 * square * square);
  }
}
