package org.eobench.core.provenance;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * The program of a run.
 *
 * @param version version in the jar's manifest, or {@code development}
 * @param jarEntriesSha256 hash of what its jar holds, see {@link FileHash#ofEntries}; null if it
 *     ran from class folders. Earlier records have the hash of the whole file here.
 * @param git state of the jar's working tree, or null if there is none
 */
public record Program(
    String version,
    @JsonAlias("jar_sha256") @Nullable String jarEntriesSha256,
    @Nullable GitInfo git) {

  /** Describes the running program. */
  public static Program running() {
    String version = Program.class.getPackage().getImplementationVersion();
    Path home = home();
    boolean jar = home != null && Files.isRegularFile(home);
    Path folder = jar && home != null ? home.toAbsolutePath().getParent() : home;
    return new Program(
        version == null ? "development" : version,
        jar && home != null ? FileHash.ofEntries(home) : null,
        folder == null ? null : GitInfo.of(folder).orElse(null));
  }

  private static @Nullable Path home() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return null;
    }
  }
}
