package org.eobench.core.provenance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in jar that was part of the program.
 *
 * @param file where it lay
 * @param name {@code Implementation-Title} of its manifest, or else the file's name without ending
 * @param version {@code Implementation-Version} of its manifest, or null where it has none
 * @param sha256 hash of its bytes
 */
public record PluginFile(String file, String name, @Nullable String version, String sha256) {

  /** As a run tells it. */
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
