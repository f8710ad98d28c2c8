package org.eobench.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The optional folder {@code shared} next to the project, with reference files. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder below {@code shared}; the test is skipped where it is absent. */
  public static Path require(String relative) {
    Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath().normalize();
    Path file = root.resolveSibling("shared").resolve(relative);
    Assumptions.assumeTrue(Files.exists(file), file + " is not here");
    return file;
  }
}
