package org.eobench.core.encoder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the weights an encoder's file names: the {@code card} of its YAML.
 *
 * @param family the model family, such as {@code DOFA}
 * @param paper where it was published, such as {@code arXiv:2403.15356}
 * @param licence licence of the published weights, or a word on why there is none
 * @param size bytes of the file at {@code download_url}, or null where unknown
 * @param sha256 its SHA-256 in lower-case hexadecimal digits, or null where the authors give none
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
