package org.eobench.testing.golden.cases;

/** A case that cannot be run here; the message says why. */
public final class Skipped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Skipped(String message) {
    super(message);
  }
}
