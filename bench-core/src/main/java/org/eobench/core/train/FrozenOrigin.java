package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.provenance.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Where the frozen weights of a model come from: a file, or a seed if they are random.
 *
 * @param file the encoder's weights file as configured; null if the weights are random
 * @param fileSha256 hash of the file; empty if unknown
 * @param prefix prefix of the encoder's tensors in the file; may be empty
 * @param seed seed of random weights
 */
public record FrozenOrigin(@Nullable String file, String fileSha256, String prefix, long seed) {
  private static final String FILE = "frozen_file";
  private static final String FILE_SHA256 = "frozen_file_sha256";
  private static final String PREFIX = "frozen_prefix";
  private static final String SEED = "frozen_seed";

  /** Random weights. */
  public static FrozenOrigin seed(long seed) {
    return new FrozenOrigin(null, "", "", seed);
  }

  /**
   * The origin of an encoder's weights.
   *
   * @param file as configured; null if the weights are random
   * @param recorded what a run has recorded of its file, or null
   * @param prefix prefix of its tensors in the file
   */
  public static FrozenOrigin of(
      @Nullable String file, long seed, Provenance.@Nullable Weights recorded, String prefix) {
    if (file == null) {
      return seed(seed);
    }
    String hash = recorded == null || !recorded.file().equals(file) ? "" : recorded.sha256();
    return new FrozenOrigin(file, hash, prefix, 0);
  }

  /** Parses the output of {@link #toMetadata}; a missing or malformed seed becomes 0. */
  static FrozenOrigin fromMetadata(Map<String, String> fields) {
    String seed = fields.getOrDefault(SEED, "");
    return new FrozenOrigin(
        fields.get(FILE),
        fields.getOrDefault(FILE_SHA256, ""),
        fields.getOrDefault(PREFIX, ""),
        seed.matches("-?\\d{1,18}") ? Long.parseLong(seed) : 0);
  }

  Map<String, String> toMetadata() {
    Map<String, String> fields = new LinkedHashMap<>();
    if (file == null) {
      fields.put(SEED, String.valueOf(seed));
    } else {
      fields.put(FILE, file);
      fields.put(FILE_SHA256, fileSha256);
      fields.put(PREFIX, prefix);
    }
    return fields;
  }

  /** {@code those of dofa.pth}, or {@code random ones of seed 7}. */
  String text() {
    return file == null
        ? String.format(Locale.ROOT, "random ones of seed %d", seed)
        : "those of " + file;
  }

  /** The arguments that select these weights. */
  String arguments() {
    return file == null ? "encoder.encoder_weights=null" : "encoder.encoder_weights=" + file;
  }
}
