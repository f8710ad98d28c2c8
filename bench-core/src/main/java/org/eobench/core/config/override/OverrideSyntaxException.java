package org.eobench.core.config.override;

/** An override that cannot be parsed. {@link OverrideParser} turns it into a problem. */
final class OverrideSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final String hint;

  OverrideSyntaxException(int column, String message, String hint) {
    super(message, null, false, false);
    this.column = column;
    this.hint = hint;
  }

  /** Index of the invalid character. */
  int column() {
    return column;
  }

  /** What was expected; may be empty. */
  String hint() {
    return hint;
  }
}
