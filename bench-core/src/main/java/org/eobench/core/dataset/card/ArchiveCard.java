package org.eobench.core.dataset.card;

import org.jspecify.annotations.Nullable;

/**
 * What is published about the file at a data set's {@code download_url}.
 *
 * @param size length in bytes, or null
 * @param sha256 checksum as 64 hexadecimal digits, or null
 * @param form address of a form or an agreement that comes before the download, or null; such a
 *     file is downloaded by hand
 */
public record ArchiveCard(@Nullable Long size, @Nullable String sha256, @Nullable String form) {
  /** Nothing is published. */
  public static final ArchiveCard UNKNOWN = new ArchiveCard(null, null, null);
}
