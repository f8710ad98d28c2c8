package org.eobench.core.config.override;

/**
 * A piece of the value of an override.
 *
 * @param kind what it is
 * @param text its characters, with the white space that belongs to it
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

    /** Whether the piece can be part of an unquoted text. */
    boolean isText() {
      return switch (this) {
        case COLON, FLOAT, INT, BOOL, NULL, CHAR, ID, ESCAPE, SPACE, INTERPOLATION -> true;
        default -> false;
      };
    }

    /** Whether the piece can be part of the key of a mapping. */
    boolean isKeyText() {
      return isText() && this != COLON && this != INTERPOLATION;
    }
  }
}
