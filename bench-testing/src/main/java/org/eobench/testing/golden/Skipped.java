package org.eobench.testing.golden;

/** A case that cannot be run here; the message says why. */
final class Skipped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Skipped(String message) {
    super(message);
  }
}
