package org.eobench.testing.golden.cases;

/** Two things that cannot even be compared; the message says which and why. */
public final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Mismatch(String message) {
    super(message);
  }
}
