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
public record FileFault(Path file, String id, ExitCode exitCode) {
  private static final String DAMAGED =
      "the file is damaged or cut short: fetch or write it again, or leave it out";

  public BenchException broken(String what, String place, String expected) {
    return broken(what, place, expected, null);
  }

  public BenchException broken(
      String what, String place, String expected, @Nullable Throwable cause) {
    Problem damaged = Problem.of(id, what).at(where(place)).expecting(expected).next(DAMAGED);
    return new BenchException(exitCode, ofOtherKind(damaged), cause);
  }

  /** A file that may be sound but asks for something this program does not do. */
  public BenchException unsupported(String what, String place, String expected, String next) {
    Problem refused = Problem.of(id, what).at(where(place)).expecting(expected).next(next);
    return new BenchException(exitCode, ofOtherKind(refused));
  }

  /** A sound file of another kind is called what it is. */
  private Problem ofOtherKind(Problem problem) {
    FileKind kind = FileKind.of(file);
    if (kind == null || kind.isFor(id)) {
      return problem;
    }
    return Problem.of(id, "this is " + kind.title())
        .at(file.toString())
        .expecting(wanted())
        .next(kind.remedy());
  }

  /** What the reader is for. */
  private String wanted() {
    return switch (id) {
      case "UnreadableTiff" -> "a GeoTIFF";
      case "UnreadableNpy" -> "a NumPy array";
      case "UnreadableScript" -> "a TorchScript program of torch.jit.save";
      default -> "weights: safetensors, or a .pth of torch.save";
    };
  }

  /**
   * Refuses to make an array that the heap cannot hold, before the virtual machine has to.
   *
   * @param bytes size of what is about to be allocated
   */
  public void requireMemory(long bytes, String what) {
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
