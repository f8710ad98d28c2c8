package org.eobench.core.error;

import java.nio.file.InvalidPathException;

/** What is said of a file whose name Java cannot spell. */
public final class FileNames {
  private static final String LOCALE = "repeat the command with LC_ALL=C.UTF-8 before it";

  private FileNames() {}

  /**
   * Without a UTF-8 locale (LC_ALL, LC_CTYPE or LANG) Java can only name files in ASCII; what else
   * stands in a name it reads as question marks.
   */
  public static Problem refused(InvalidPathException refused) {
    return refused(refused, encoding());
  }

  static Problem refused(InvalidPathException refused, String encoding) {
    return Problem.of("InvalidPath", "a path cannot be used: " + refused.getReason())
        .at(refused.getInput())
        .expecting(
            "a name that the encoding of file names can spell, which is " + encoding + " here")
        .next(encoding.startsWith("UTF") ? "rename the file or folder" : LOCALE);
  }

  /** Whether Java could not spell a character of an argument and replaced it. */
  public static boolean isMangled(String argument) {
    return argument.indexOf('\uFFFD') >= 0;
  }

  /** An argument with characters that the locale has no encoding for. */
  public static Problem mangled() {
    return Problem.of("UnreadableArgument", "an argument has characters that cannot be read")
        .expecting(
            "characters that the encoding of the locale has, which is " + encoding() + " here")
        .next(LOCALE);
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", "unknown");
  }
}
