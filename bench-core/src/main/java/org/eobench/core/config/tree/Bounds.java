package org.eobench.core.config.tree;

import java.util.Locale;
import org.eobench.core.error.Problem;

/**
 * Limits on the size of a configuration. Each limit is far above what a run needs and far below
 * what fills memory or stack. A file that grows without end (aliases of aliases, references that
 * double, ranges of billions) is refused at once, with its place.
 */
public final class Bounds {
  /** Bytes of one file. */
  public static final int FILE = 1 << 20;

  /** Characters of one value, and of one argument. */
  public static final int TEXT = 1 << 16;

  /** Levels of nested mappings and lists, parts of a dotted key, and nested references. */
  public static final int DEPTH = 64;

  /** Values of one file with its aliases expanded, and of a whole configuration. */
  public static final int VALUES = 100_000;

  /** Files that the defaults lists include, counting repeats. */
  public static final int FILES = 1_000;

  /** References followed to resolve one configuration. */
  public static final int REFERENCES = 100_000;

  /** Jobs of one sweep. */
  public static final int JOBS = 1_000;

  /** Characters of a value or argument that a message shows. */
  private static final int SHOWN = 120;

  private Bounds() {}

  /** Shortens a text that is too long for a message. */
  public static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Problem of a file with more bytes than {@link #FILE}. */
  static Problem fileTooLong(String shown) {
    return Problem.of("TooLong", "the file " + shown + " is too large for a configuration")
        .at(shown)
        .expecting(text("at most %,d bytes", FILE));
  }

  /** Problem of a value with more characters than {@link #TEXT}. */
  public static Problem tooLong(String what, int length) {
    return Problem.of("TooLong", text("%s has %,d characters", what, length))
        .expecting(text("at most %,d characters", TEXT));
  }

  /** Problem of nesting deeper than {@link #DEPTH}. */
  public static Problem tooDeep(String what) {
    return Problem.of("TooDeep", text("%s more than %d levels deep", what, DEPTH))
        .expecting(text("at most %d levels", DEPTH));
  }

  /** Problem of more things than allowed. */
  public static Problem tooMany(String what, int most, String things) {
    return Problem.of("TooMany", what).expecting(text("at most %,d %s", most, things));
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
