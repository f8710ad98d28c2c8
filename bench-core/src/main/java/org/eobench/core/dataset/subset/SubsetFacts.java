package org.eobench.core.dataset.subset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} tells of the subset that a run was trained on.
 *
 * @param fraction share of the samples that was drawn, or null
 * @param kShot samples of each class that were drawn, or null
 * @param strategy key of the {@link SubsetStrategy}; null for a list that was written by hand
 * @param seed seed of the draw; null for a list that was written by hand
 * @param of number of samples of the whole of each reduced split, by its key
 * @param sha256 hash of the list of samples, see {@link SubsetIndex#identity}
 */
public record SubsetFacts(
    @Nullable Double fraction,
    @Nullable Integer kShot,
    @Nullable String strategy,
    @Nullable Long seed,
    Map<String, Integer> of,
    String sha256) {
  public SubsetFacts {
    of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
  }

  static SubsetFacts of(SubsetIndex index) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    index.splits().forEach((split, part) -> sizes.put(split, part.of()));
    SubsetIndex.Drawn drawn = index.drawn();
    return drawn == null
        ? new SubsetFacts(null, null, null, null, sizes, index.identity())
        : new SubsetFacts(
            drawn.fraction(),
            drawn.kShot(),
            drawn.strategy(),
            drawn.seed(),
            sizes,
            index.identity());
  }
}
