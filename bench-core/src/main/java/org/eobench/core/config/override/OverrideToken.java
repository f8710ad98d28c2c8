package org.eobench.core.config.override;

/**
 * A token of the value of an override.
 *
 * @param kind type of the token
 * @param text its characters, including its white space
 * @param start index of its first character in the argument
 */
record OverrideToken(Kind kind, String text, int start) {
  enum Kind {
    OPEN,
    CLOSE,
    COMMA,
    LIST_OPEN,
    LIST_CLOSE,
    MAP_OPEN,
    MAP_CLOSE,
    EQUAL,
    COLON,
    FLOAT,
    INT,
    BOOL,
    NULL,
    CHAR,
    ID,
    ESCAPE,
    SPACE,
    QUOTED,
    INTERPOLATION,
    END;

    /** Whether the token can be part of unquoted text. */
    boolean isText() {
      return switch (this) {
        case COLON, FLOAT, INT, BOOL, NULL, CHAR, ID, ESCAPE, SPACE, INTERPOLATION -> true;
        default -> false;
      };
    }

    /** Whether the token can be part of a mapping key. */
    boolean isKeyText() {
      return isText() && this != COLON && this != INTERPOLATION;
    }
  }
}
