package org.eobench.core.features;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eobench.core.features.store.StoreCounts;
import org.eobench.core.features.store.StoredType;
import org.jspecify.annotations.Nullable;

/**
 * What the feature cache did in a run, for its record.
 *
 * @param mode value of {@code feature_cache}
 * @param store folder of the encoder's features; null if the cache was not used
 * @param hits samples and tiles whose features were found
 * @param misses those that the encoder computed
 * @param changing those whose features cannot be kept
 * @param dtype value of {@code feature_cache_dtype}; null in records of old
 * @param rounding what that type has changed; null in records of old
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
    @Nullable String dtype,
    @Nullable RoundingError rounding,
    long bytesRead,
    long bytesWritten,
    long damaged,
    List<String> notes) {
  public CacheUse {
    notes = List.copyOf(notes);
  }

  /** Nothing so far, in a mode. */
  public static CacheUse none(CacheMode mode, StoredType type) {
    return new CacheUse(
        mode.key(), null, 0, 0, 0, type.key(), RoundingError.NONE, 0, 0, 0, List.of());
  }

  /** The same counts, with the folder of an encoder's features. */
  public CacheUse in(Path folder) {
    return with(folder.toString(), CacheCounts.NONE, StoreCounts.NONE, notes);
  }

  /** Together with what one encoder and its store did. */
  public CacheUse plus(CacheCounts encoder, StoreCounts files) {
    return with(store, encoder, files, notes);
  }

  /** The same with other notes. */
  public CacheUse noting(Collection<String> sentences) {
    return with(store, CacheCounts.NONE, StoreCounts.NONE, List.copyOf(sentences));
  }

  private CacheUse with(
      @Nullable String folder, CacheCounts more, StoreCounts files, List<String> sentences) {
    return new CacheUse(
        mode,
        folder,
        hits + more.hits(),
        misses + more.misses(),
        changing + more.changing(),
        dtype,
        rounding == null ? more.rounding() : rounding.plus(more.rounding()),
        bytesRead + files.read(),
        bytesWritten + files.written(),
        damaged + files.damaged(),
        sentences);
  }
}
