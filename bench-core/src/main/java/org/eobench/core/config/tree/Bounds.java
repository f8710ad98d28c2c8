package org.eobench.core.config.tree;

import java.util.Locale;
import org.eobench.core.error.Problem;

/**
 * How large a configuration may be. Each bound lies far beyond what a run needs and far below what
 * fills the memory or the stack, so that a file made to grow (aliases of aliases, references that
 * double, ranges of billions) is refused at once and by its place.
 */
public final class Bounds {
  /** Bytes of one file. */
  public static final int FILE = 1 << 20;

  /** Characters of one value, and of one argument. */
  public static final int TEXT = 1 << 16;

  /** Mappings and lists inside each other, parts of a dotted key, references inside references. */
  public static final int DEPTH = 64;

  /** Values of one file with its aliases written out, and of a whole configuration. */
  public static final int VALUES = 100_000;

  /** Files that the defaults lists draw in, each counted as often as it is drawn in. */
  public static final int FILES = 1_000;

  /** References followed to resolve one configuration. */
  public static final int REFERENCES = 100_000;

  /** Jobs of one sweep. */
  public static final int JOBS = 1_000;

  /** Characters of a value or argument that a message shows. */
  private static final int SHOWN = 120;

  private Bounds() {}

  /** The beginning of a text that is too long for a message. */
  public static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** A file with more bytes than {@link #FILE}. */
  static Problem fileTooLong(String shown) {
    return Problem.of("TooLong", "the file " + shown + " is too large for a configuration")
        .at(shown)
        .expecting(text("at most %,d bytes", FILE));
  }

  /** A value with more characters than {@link #TEXT}. */
  public static Problem tooLong(String what, int length) {
    return Problem.of("TooLong", text("%s has %,d characters", what, length))
        .expecting(text("at most %,d characters", TEXT));
  }

  /** What is nested deeper than {@link #DEPTH}. */
  public static Problem tooDeep(String what) {
    return Problem.of("TooDeep", text("%s more than %d deep", what, DEPTH))
        .expecting(text("at most %d levels", DEPTH));
  }

  /** More of something than there may be. */
  public static Problem tooMany(String what, int most, String things) {
    return Problem.of("TooMany", what).expecting(text("at most %,d %s", most, things));
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
