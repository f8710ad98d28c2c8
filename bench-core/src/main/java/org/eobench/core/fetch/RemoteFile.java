package org.eobench.core.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published file and its local target.
 *
 * @param address published address, {@code https} or {@code http}
 * @param target path of the complete file
 * @param size published length in bytes, or null
 * @param sha256 published checksum as 64 hexadecimal digits, or null
 */
public record RemoteFile(URI address, Path target, @Nullable Long size, @Nullable String sha256) {
  /**
   * @throws IllegalArgumentException for a size below one or an invalid checksum
   */
  public RemoteFile {
    if (size != null && size < 1) {
      throw new IllegalArgumentException("a size of " + size + " bytes; expected at least 1");
    }
    if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "'" + sha256 + "' is not a SHA-256; expected 64 hexadecimal digits");
    }
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    target = target.toAbsolutePath().normalize();
  }

  /** The file name of the target. */
  String name() {
    return Objects.requireNonNull(target.getFileName()).toString();
  }
}
