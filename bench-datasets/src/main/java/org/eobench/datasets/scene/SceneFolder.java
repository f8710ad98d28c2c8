package org.eobench.datasets.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The scenes in a folder. */
public final class SceneFolder {
  private SceneFolder() {}

  /** Its GeoTIFFs and virtual rasters by name, without those of folders in it. */
  public static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(
              file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tif|tiff|vrt)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnknownData", "the folder cannot be read").at(folder.toString()),
          failure);
    }
  }
}
