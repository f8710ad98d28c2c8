package org.eobench.core.config;

/** A reference that cannot be resolved; {@link Resolver} turns it into a problem with its place. */
final class InterpolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String hint;

  InterpolationException(String id, String message, String hint) {
    super(message, null, false, false);
    this.id = id;
    this.hint = hint;
  }

  String id() {
    return id;
  }

  String hint() {
    return hint;
  }
}
