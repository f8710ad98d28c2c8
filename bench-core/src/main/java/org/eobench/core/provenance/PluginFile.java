package org.eobench.core.provenance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in jar that the program loaded.
 *
 * @param file path of the jar
 * @param name {@code Implementation-Title} of its manifest, or else the file name without extension
 * @param version {@code Implementation-Version} of its manifest, or null if it has none
 * @param sha256 hash of its bytes
 */
public record PluginFile(String file, String name, @Nullable String version, String sha256) {

  /** Formats it for the output of a run. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "plug-in: %s (%s %s, sha256 %s)",
        file,
        name,
        version == null ? "without a version" : version,
        sha256);
  }
}
