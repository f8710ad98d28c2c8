package org.eobench.testing.golden.cases;

/** {@code |got - expected| <= atol + rtol * |reference|}. */
public record Tolerance(double atol, double rtol) {
  /** Requires exactly equal values. */
  static final Tolerance EXACT = new Tolerance(0, 0);

  double around(double reference) {
    return atol + rtol * Math.abs(reference);
  }
}
