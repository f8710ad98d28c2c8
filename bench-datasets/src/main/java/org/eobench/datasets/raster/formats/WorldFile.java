package org.eobench.datasets.raster.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTransform;
import org.jspecify.annotations.Nullable;

/**
 * A world file beside an image, such as {@code a.pgw} or {@code a.wld} for {@code a.png}: six lines
 * with the terms of the transform, of which the last two are the centre of the first pixel.
 */
final class WorldFile {
  private static final int TERMS = 6;

  private WorldFile() {}

  /**
   * @return null if there is none
   * @throws BenchException if it does not have six numbers
   */
  static @Nullable GeoTransform of(Path image) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    String end = name.substring(dot + 1);
    String shortened = end.charAt(0) + end.substring(end.length() - 1) + "w";
    for (String other : List.of(shortened, end + "w", "wld", shortened.toUpperCase(Locale.ROOT))) {
      Path file = image.resolveSibling(name.substring(0, dot + 1) + other);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return null;
  }

  private static GeoTransform read(Path file) {
    try {
      double[] t =
          Files.readString(file)
              .strip()
              .lines()
              .limit(TERMS + 1)
              .mapToDouble(line -> Double.parseDouble(line.strip()))
              .toArray();
      if (t.length == TERMS) {
        // a, d, b, e, and the centre.
        return new GeoTransform(
            t[0], t[2], t[4] - (t[0] + t[2]) / 2, t[1], t[3], t[5] - (t[1] + t[3]) / 2);
      }
    } catch (IOException | NumberFormatException wrong) {
      throw invalid(file, wrong);
    }
    throw invalid(file, null);
  }

  private static BenchException invalid(Path file, @Nullable Exception cause) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("WorldFile", "the world file cannot be read")
            .at(file.toString())
            .expecting("six lines with one number each")
            .next("correct it, or remove it if the image needs no georeference"),
        cause);
  }
}
