package org.eobench.testing.golden.cases;

/** Two things that cannot be compared; the message describes them. */
public final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Mismatch(String message) {
    super(message);
  }
}
