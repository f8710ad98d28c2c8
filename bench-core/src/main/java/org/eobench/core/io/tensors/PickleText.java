package org.eobench.core.io.tensors;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Takes plain values out of a pickle. Containers are never turned into text or hashed: one that
 * holds itself would not end, and a small one that holds another twice, sixty times over, would
 * fill the memory.
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
    throw new IllegalArgumentException("a name is expected, not " + describe(value));
  }

  /** A whole number that fits into 64 bits. */
  public static long whole(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger large) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a number of %d bits is no size", large.bitLength()));
    }
    throw new IllegalArgumentException("a whole number is expected, not " + describe(value));
  }

  /** What a value is, without looking into it. */
  static String describe(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return value == null ? "None" : "a value of the kind " + value.getClass().getSimpleName();
  }
}
