package org.eobench.datasets.cabuar;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.Split;

/**
 * Config of {@code cabuar}.
 *
 * @param facts the keys of every data set
 * @param files HDF5 files below {@code root_path}, whose groups are the samples
 * @param folds train, val, test or none for each fold, an attribute of a group
 */
public record CabuarConfig(
    @Inline DatasetFacts facts, List<String> files, Map<String, String> folds) {
  /** The word for folds that are not used. */
  static final String NONE = "none";

  public CabuarConfig {
    files = List.copyOf(files);
    if (facts.frames() != 2) {
      throw new IllegalArgumentException(
          "multi_temporal must be 2, the images before and after the fire, not " + facts.frames());
    }
    folds = Collections.unmodifiableMap(new LinkedHashMap<>(folds));
    folds.forEach(
        (fold, split) -> {
          if (!split.equals(NONE)
              && Arrays.stream(Split.values()).noneMatch(s -> s.key().equals(split))) {
            throw new IllegalArgumentException(
                "folds must map to train, val, test or none, not " + fold + " to " + split);
          }
        });
  }
}
