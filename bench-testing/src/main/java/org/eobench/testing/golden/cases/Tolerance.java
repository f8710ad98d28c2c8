package org.eobench.testing.golden.cases;

/** {@code |got - expected| <= atol + rtol * |reference|}. */
public record Tolerance(double atol, double rtol) {
  /** Nothing but the very value. */
  static final Tolerance EXACT = new Tolerance(0, 0);

  double around(double reference) {
    return atol + rtol * Math.abs(reference);
  }
}
