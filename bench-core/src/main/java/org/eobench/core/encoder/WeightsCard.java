package org.eobench.core.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Facts about an encoder's published weights: the {@code card} of its YAML.
 *
 * @param family the model family, such as {@code DOFA}
 * @param paper its publication, such as {@code arXiv:2403.15356}
 * @param licence licence of the published weights, or the reason why there is none
 * @param size bytes of the file at {@code download_url}, or null if unknown
 * @param sha256 its SHA-256 in lower-case hexadecimal digits, or null if the authors publish none
 * @param statistics of the images of the pretraining, for {@code normalization=model}, or null if
 *     they are not known
 * @param trainedOn images of the pretraining, in a few words, or null if it has none
 */
public record WeightsCard(
    String family,
    @Nullable String paper,
    @Nullable String licence,
    @Nullable Long size,
    @Nullable String sha256,
    @Nullable Statistics statistics,
    @Nullable String trainedOn) {
  private static final int SHA256_DIGITS = 64;

  /**
   * Mean and standard deviation of images by modality and band.
   *
   * @param unit what the numbers count, such as {@code reflectance x 10000}
   * @param mean mean of each band
   * @param std standard deviation of each band, above 0
   */
  public record Statistics(
      String unit, Map<String, Map<String, Double>> mean, Map<String, Map<String, Double>> std) {
    public Statistics {
      mean = copied("mean", mean);
      std = copied("std", std);
      if (!bands(mean).equals(bands(std))) {
        throw new IllegalArgumentException(
            "statistics.mean and statistics.std must name the same modalities and bands, not "
                + bands(mean)
                + " and "
                + bands(std));
      }
      std.forEach(
          (modality, values) ->
              values.forEach(
                  (band, value) -> {
                    if (!(value > 0)) {
                      throw new IllegalArgumentException(
                          String.format(
                              Locale.ROOT,
                              "statistics.std.%s.%s=%s must be above 0",
                              modality,
                              band,
                              value));
                    }
                  }));
    }

    private static Map<String, Set<String>> bands(Map<String, Map<String, Double>> values) {
      Map<String, Set<String>> names = new TreeMap<>();
      values.forEach((modality, each) -> names.put(modality, new TreeSet<>(each.keySet())));
      return names;
    }

    private static Map<String, Map<String, Double>> copied(
        String key, Map<String, Map<String, Double>> values) {
      Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
      values.forEach(
          (modality, each) -> {
            each.forEach(
                (band, value) -> {
                  if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                        String.format(
                            Locale.ROOT,
                            "statistics.%s.%s.%s=%s must be a number",
                            key,
                            modality,
                            band,
                            value));
                  }
                });
            copy.put(modality, Collections.unmodifiableMap(new LinkedHashMap<>(each)));
          });
      return Collections.unmodifiableMap(copy);
    }
  }

  /** A card without statistics. */
  public WeightsCard(
      String family,
      @Nullable String paper,
      @Nullable String licence,
      @Nullable Long size,
      @Nullable String sha256) {
    this(family, paper, licence, size, sha256, null, null);
  }

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
