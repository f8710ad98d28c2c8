package org.eobench.core.io;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Creates the errors about one file, so that all readers report the same four things: what is
 * wrong, the file and the position in it, what was expected, and what to do.
 *
 * @param id stable id of the problem, such as {@code UnreadableTiff}
 */
public record FileFault(Path file, String id, ExitCode exitCode) {
  private static final String DAMAGED =
      "the file is damaged or truncated: download or write it again, or exclude it";

  public BenchException broken(String what, String place, String expected) {
    return broken(what, place, expected, null);
  }

  public BenchException broken(
      String what, String place, String expected, @Nullable Throwable cause) {
    Problem damaged = Problem.of(id, what).at(where(place)).expecting(expected).next(DAMAGED);
    return new BenchException(exitCode, ofOtherKind(damaged), cause);
  }

  /** Error for a file that may be valid but uses an unsupported feature. */
  public BenchException unsupported(String what, String place, String expected, String next) {
    Problem refused = Problem.of(id, what).at(where(place)).expecting(expected).next(next);
    return new BenchException(exitCode, ofOtherKind(refused));
  }

  /** Error for a file of another format; it names that format. */
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

  /** The format that the reader reads. */
  private String wanted() {
    return switch (id) {
      case "UnreadableTiff" -> "a GeoTIFF";
      case "UnreadableNpy" -> "a NumPy array";
      case "UnreadableHdf5" -> "an HDF5 or NetCDF-4 file";
      case "UnreadableVrt" -> "a GDAL virtual raster (VRT)";
      case "UnreadableJpeg2000" -> "a GeoTIFF";
      case "UnreadablePicture" -> "a PNG or JPEG image";
      case "UnreadableTar" -> "a tar archive";
      case "UnreadableZarr" -> "a Zarr group in a zip";
      case "UnreadableTortilla" -> "a tortilla archive";
      case "UnreadablePickle" -> "a Python pickle";
      case "UnreadableScript" -> "a TorchScript program of torch.jit.save";
      default -> "weights: safetensors, or a .pth of torch.save";
    };
  }

  /**
   * Refuses an array that the heap cannot hold, before the virtual machine runs out of memory.
   *
   * @param bytes size to be allocated
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
