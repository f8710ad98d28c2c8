package org.eobench.cli.cost;

/**
 * How long a run may take.
 *
 * @param seconds on a device like the one it was measured on
 * @param from what it was estimated from, as words
 */
public record CostEstimate(double seconds, String from) {
  public CostEstimate {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("not a time in seconds: " + seconds);
    }
  }
}
