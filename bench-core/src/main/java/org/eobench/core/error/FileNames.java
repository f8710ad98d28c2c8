package org.eobench.core.error;

import java.nio.file.InvalidPathException;

/** Problems of file names that Java cannot encode. */
public final class FileNames {
  private static final String LOCALE = "run the command again, prefixed with LC_ALL=C.UTF-8";

  private FileNames() {}

  /**
   * Problem of a refused path. Without a UTF-8 locale (LC_ALL, LC_CTYPE or LANG) Java encodes file
   * names as ASCII and reads any other character as a question mark.
   */
  public static Problem refused(InvalidPathException refused) {
    return refused(refused, encoding());
  }

  static Problem refused(InvalidPathException refused, String encoding) {
    return Problem.of("InvalidPath", "a path cannot be used: " + refused.getReason())
        .at(refused.getInput())
        .expecting("a name that the encoding of file names (" + encoding + " here) can represent")
        .next(encoding.startsWith("UTF") ? "rename the file or folder" : LOCALE);
  }

  /** Whether Java replaced a character of an argument that it could not decode. */
  public static boolean isMangled(String argument) {
    return argument.indexOf('\uFFFD') >= 0;
  }

  /** Problem of an argument with characters outside the locale's encoding. */
  public static Problem mangled() {
    return Problem.of("UnreadableArgument", "an argument has characters that cannot be decoded")
        .expecting("characters of the locale's encoding, which is " + encoding() + " here")
        .next(LOCALE);
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", "unknown");
  }
}
