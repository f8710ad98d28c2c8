package org.eobench.core.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published file and where it shall lie.
 *
 * @param address where it is published, {@code https} or {@code http}
 * @param target the name it gets when it is whole
 * @param size its length in bytes, or null where none is published
 * @param sha256 its checksum as 64 hexadecimal digits, or null where none is published
 */
public record RemoteFile(URI address, Path target, @Nullable Long size, @Nullable String sha256) {
  /**
   * @throws IllegalArgumentException for a size below one or a checksum that is none
   */
  public RemoteFile {
    if (size != null && size < 1) {
      throw new IllegalArgumentException("a size of " + size + " bytes; expected at least 1");
    }
    if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "'" + sha256 + "' is no SHA-256; expected 64 hexadecimal digits");
    }
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    target = target.toAbsolutePath().normalize();
  }

  /** The last part of the target's path. */
  String name() {
    return Objects.requireNonNull(target.getFileName()).toString();
  }
}
