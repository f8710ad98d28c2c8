package org.eobench.core.dataset.card;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * One file of a data set as it is published.
 *
 * @param path its place below {@code root_path}
 * @param size length in bytes, or null if unknown
 * @param sha256 checksum as 64 lower-case hexadecimal digits, or null
 * @param url its address, or null if a program cannot download it
 */
public record PublishedFile(
    String path,
    @Range(min = 1) @Nullable Long size,
    @Nullable String sha256,
    @Nullable String url) {

  public PublishedFile {
    Path relative = Path.of(path).normalize();
    if (path.isBlank()
        || relative.isAbsolute()
        || relative.startsWith("..")
        || relative.toString().isEmpty()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "path=%s must be a file below root_path", path));
    }
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "sha256=%s must be 64 lower-case hexadecimal digits", sha256));
    }
    if (url != null && !url.matches("https?://[^\\s/]+/\\S*")) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "url=%s must be an address of the web", url));
    }
  }

  /** The file in the folder of a data set. */
  public Path in(Path root) {
    return root.resolve(path).normalize();
  }
}
