package org.eobench.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference data in an optional folder {@code shared} next to the project. Tests that need a
 * missing file are skipped.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder in {@code shared}; skips the calling test if it is missing. */
  public static Path require(String relative) {
    Path found = projectRoot().resolveSibling("shared").resolve(relative);
    Assumptions.assumeTrue(Files.exists(found), () -> "shared/" + relative + " does not exist");
    return found;
  }

  /** The project's root folder, which the build passes as {@code bench.root}. */
  public static Path projectRoot() {
    String root = System.getProperty("bench.root");
    if (root == null) {
      throw new IllegalStateException("set -Dbench.root to the project's root folder");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }
}
