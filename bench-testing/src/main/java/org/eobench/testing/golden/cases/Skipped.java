package org.eobench.testing.golden.cases;

/** A case that cannot be run; the message gives the reason. */
public final class Skipped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Skipped(String message) {
    super(message);
  }
}
