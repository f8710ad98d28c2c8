package org.eobench.core.dataset.card;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Published facts about a data set: the {@code card} of its YAML. None of them changes how the data
 * are read.
 *
 * @param samples number of samples by split, or of {@code all} where no division is published
 * @param resolution metres per pixel
 * @param region where it is from, such as {@code United States}
 * @param period when the images were taken, such as {@code 2018 to 2021}
 * @param paper address of its publication
 * @param size bytes to download, or null if unknown
 * @param files the files as published, if they lie in {@code root_path} as they are downloaded
 */
public record DatasetCard(
    @Default("{}") @Range(min = 1) Map<String, Integer> samples,
    @Range(above = 0) @Nullable Double resolution,
    @Nullable String region,
    @Nullable String period,
    @Nullable String paper,
    @Range(min = 1) @Nullable Long size,
    @Default("[]") List<PublishedFile> files) {
  private static final List<String> SPLITS = List.of("train", "val", "test");
  private static final String ALL = "all";

  /** Nothing is published. */
  public static final DatasetCard UNKNOWN =
      new DatasetCard(Map.of(), null, null, null, null, null, List.of());

  public DatasetCard {
    for (String key : samples.keySet()) {
      if (!SPLITS.contains(key) && !(key.equals(ALL) && samples.size() == 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "samples has the key %s, but takes %s, or %s alone",
                key,
                String.join(", ", SPLITS),
                ALL));
      }
    }
    long distinct = files.stream().map(PublishedFile::path).distinct().count();
    if (distinct < files.size()) {
      throw new IllegalArgumentException("files lists a path twice");
    }
  }

  /** Number of samples in all splits; 0 if unknown. */
  public int total() {
    return samples.values().stream().mapToInt(Integer::intValue).sum();
  }
}
