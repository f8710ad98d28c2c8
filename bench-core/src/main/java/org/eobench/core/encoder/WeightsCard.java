package org.eobench.core.encoder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Facts about an encoder's published weights: the {@code card} of its YAML.
 *
 * @param family the model family, such as {@code DOFA}
 * @param paper its publication, such as {@code arXiv:2403.15356}
 * @param licence licence of the published weights, or the reason why there is none
 * @param size bytes of the file at {@code download_url}, or null if unknown
 * @param sha256 its SHA-256 in lower-case hexadecimal digits, or null if the authors publish none
 */
public record WeightsCard(
    String family,
    @Nullable String paper,
    @Nullable String licence,
    @Nullable Long size,
    @Nullable String sha256) {
  private static final int SHA256_DIGITS = 64;

  public WeightsCard {
    if (sha256 != null && !sha256.matches("[0-9a-f]{" + SHA256_DIGITS + "}")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sha256=%s must be %d lower-case hexadecimal digits",
              sha256,
              SHA256_DIGITS));
    }
    if (size != null && size < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "size=%d must be a number of bytes", size));
    }
  }
}
