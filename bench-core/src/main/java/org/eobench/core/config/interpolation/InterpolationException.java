package org.eobench.core.config.interpolation;

/** A reference that cannot be resolved. {@link Resolver} turns it into a problem with a place. */
public final class InterpolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String hint;

  InterpolationException(String id, String message, String hint) {
    super(message, null, false, false);
    this.id = id;
    this.hint = hint;
  }

  public String id() {
    return id;
  }

  public String hint() {
    return hint;
  }
}
