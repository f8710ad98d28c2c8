package org.eobench.testing.golden;

/** Two things that cannot even be compared; the message says which and why. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mismatch(String message) {
    super(message);
  }
}
