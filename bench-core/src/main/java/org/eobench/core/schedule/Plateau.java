package org.eobench.core.schedule;

/**
 * What the validations so far mean for a learning rate that follows them. It is part of a
 * checkpoint.
 *
 * @param best best value of the metric so far; NaN before the first number
 * @param bad validations since then that were not better
 * @param cooldown validations that are still not counted as bad
 * @param reductions number of times that the rate was lowered
 */
public record Plateau(double best, int bad, int cooldown, int reductions) {
  /** The state before the first validation. */
  public static final Plateau START = new Plateau(Double.NaN, 0, 0, 0);
}
