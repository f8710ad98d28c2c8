package org.eobench.datasets.terramesh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code terramesh}.
 *
 * @param facts the keys of every data set
 * @param images the folder of each modality of {@code bands}, such as {@code S2L2A}
 * @param label folder of the labels, such as {@code LULC} or {@code NDVI}; null for none
 * @param shards names of the archives that are used, with {@code *} for any part of a name
 * @param testShare share of each shard of {@code val} that is the test split
 * @param splitSeed random state of its choice
 */
public record TerraMeshConfig(
    @Inline DatasetFacts facts,
    Map<String, String> images,
    @Nullable String label,
    @Default("'*.tar'") String shards,
    @Default("0.5") @Range(min = 0, max = 1) double testShare,
    @Default("23") @Range(min = 0) int splitSeed) {

  public TerraMeshConfig {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    if (!images.keySet().containsAll(facts.bands().keySet())) {
      throw new IllegalArgumentException(
          "images must name the folder of each modality of bands, " + facts.bands().keySet());
    }
  }
}
