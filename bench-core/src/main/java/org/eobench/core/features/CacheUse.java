package org.eobench.core.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the feature cache did in a run, for its record.
 *
 * @param mode value of {@code feature_cache}
 * @param store folder of the encoder's features; null if the cache was not used
 * @param hits samples and tiles whose features were found
 * @param misses those that the encoder computed
 * @param changing those whose features cannot be kept
 * @param bytesRead bytes of the features found on disk
 * @param bytesWritten bytes of the files written
 * @param damaged files and records passed over because their bytes had changed
 * @param notes why something was not kept, as sentences
 */
public record CacheUse(
    String mode,
    @Nullable String store,
    long hits,
    long misses,
    long changing,
    long bytesRead,
    long bytesWritten,
    long damaged,
    List<String> notes) {
  public CacheUse {
    notes = List.copyOf(notes);
  }
}
