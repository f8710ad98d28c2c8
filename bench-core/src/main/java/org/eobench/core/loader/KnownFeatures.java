package org.eobench.core.loader;

import java.util.List;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.StoredMap;
import org.jspecify.annotations.Nullable;

/**
 * Features that are known without the encoder. A loader asks for them in its own threads; a sample
 * whose features are known need not be decoded again. Thread-safe.
 */
@FunctionalInterface
public interface KnownFeatures {
  /**
   * Features of one sample.
   *
   * @param key what they were found under
   * @param maps one per level
   */
  record Found(FeatureKey key, List<StoredMap> maps) {
    public Found {
      maps = List.copyOf(maps);
    }
  }

  /**
   * Looks for features.
   *
   * @param batch samples of a batch
   * @return null if they are unknown
   */
  @Nullable Found find(SampleInput input, int batch);
}
