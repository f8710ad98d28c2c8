package org.eobench.core.io.pickle;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Reads plain values from an unpickled tree. Containers are never converted to text or hashed: a
 * container that contains itself would never end, and sixty nested levels of a container that holds
 * the next one twice would fill the memory.
 */
public final class PickleText {
  private static final int LONGEST = 1000;

  private PickleText() {}

  /** A key or name: short text or a number. */
  public static String name(Object value) {
    if (value instanceof String text && text.length() <= LONGEST) {
      return text;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException("expected a name, not " + describe(value));
  }

  /** A whole number that fits into 64 bits. */
  public static long whole(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger large) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a number of %d bits is not a size", large.bitLength()));
    }
    throw new IllegalArgumentException("expected an integer, not " + describe(value));
  }

  /** Describes a value without reading its content. */
  public static String describe(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return value == null ? "None" : "a value of the kind " + value.getClass().getSimpleName();
  }
}
