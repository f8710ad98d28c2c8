package org.eobench.datasets.embeddings.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The rasters and arrays of a folder. */
final class MapFiles {
  /** Ends the names of TESSERA's files that hold the scale of each pixel. */
  static final String SCALES = "_scales.npy";

  private static final int DEPTH = 5;

  private MapFiles() {}

  static boolean isTiff(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".tif") || name.endsWith(".tiff");
  }

  static boolean isArray(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".npy");
  }

  /** The file's name without extension. */
  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
  }

  /** Every GeoTIFF and array of embeddings in a folder and the folders in it, in order. */
  static List<Path> within(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      return all.filter(file -> isTiff(file) || isArray(file))
          .filter(file -> !file.getFileName().toString().endsWith(SCALES))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnreadableEmbeddings", "the folder cannot be read: " + failure.getMessage())
              .at(folder.toString())
              .next("check that you may read it"),
          failure);
    }
  }
}
