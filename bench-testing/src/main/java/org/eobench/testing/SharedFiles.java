package org.eobench.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The reference data that may lie in a folder {@code shared} beside the project. Tests that need it
 * are skipped where it is absent.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder below {@code shared}; skips the calling test when it is not there. */
  public static Path require(String relative) {
    Path found = projectRoot().resolveSibling("shared").resolve(relative);
    Assumptions.assumeTrue(Files.exists(found), () -> "shared/" + relative + " is not present");
    return found;
  }

  /** The project's root folder, which the build hands over as {@code bench.root}. */
  public static Path projectRoot() {
    String root = System.getProperty("bench.root");
    if (root == null) {
      throw new IllegalStateException("set -Dbench.root to the project's root folder");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }
}
