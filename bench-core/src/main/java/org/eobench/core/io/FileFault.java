package org.eobench.core.io;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Words the failures of one file, so that every reader says the same four things: what, in which
 * file and where in it, what was expected, and what to do.
 *
 * @param id stable id of the problem, such as {@code UnreadableTiff}
 */
record FileFault(Path file, String id, ExitCode exitCode) {
  private static final String DAMAGED =
      "the file is damaged or cut short: fetch or write it again, or leave it out";

  BenchException broken(String what, String place, String expected) {
    return broken(what, place, expected, null);
  }

  BenchException broken(String what, String place, String expected, @Nullable Throwable cause) {
    return new BenchException(
        exitCode, Problem.of(id, what).at(where(place)).expecting(expected).next(DAMAGED), cause);
  }

  /** A file that may be sound but asks for something this program does not do. */
  BenchException unsupported(String what, String place, String expected, String next) {
    return new BenchException(
        exitCode, Problem.of(id, what).at(where(place)).expecting(expected).next(next));
  }

  /**
   * Refuses to make an array that the heap cannot hold, before the virtual machine has to.
   *
   * @param bytes size of what is about to be allocated
   */
  void requireMemory(long bytes, String what) {
    long most = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (bytes > most || bytes < 0) {
      throw unsupported(
          String.format(Locale.ROOT, "%s needs %s of memory", what, mebibytes(bytes)),
          "",
          String.format(
              Locale.ROOT, "at most %s, three quarters of this program's heap", mebibytes(most)),
          "read a smaller window, or raise the heap with java -Xmx");
    }
  }

  private String where(String place) {
    return place.isEmpty() ? file.toString() : file + ", " + place;
  }

  private static String mebibytes(long bytes) {
    return bytes < 0 ? "more than 8 EiB" : (bytes >> 20) + " MiB";
  }
}
