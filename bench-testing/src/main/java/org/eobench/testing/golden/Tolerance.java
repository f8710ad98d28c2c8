package org.eobench.testing.golden;

/** {@code |got - expected| <= atol + rtol * |reference|}. */
record Tolerance(double atol, double rtol) {
  double around(double reference) {
    return atol + rtol * Math.abs(reference);
  }
}
