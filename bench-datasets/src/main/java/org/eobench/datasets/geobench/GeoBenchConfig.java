package org.eobench.datasets.geobench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code geobench}.
 *
 * @param facts the keys of every data set; {@code bands} are those that the files show. Where
 *     {@code data_mean} and the other statistics are empty, those in the folder are used
 * @param partition name of the splits: {@code default}, or {@code 0.10x_train} for a part of the
 *     training samples
 * @param storedAs names of the bands in the files, without a date, in the order of {@code bands}
 * @param bandNames which names the bands have
 * @param publishedBands names of the bands as published, in the order of {@code bands}; empty if
 *     they are the same
 * @param georeferenced whether the places in the files are those of the images
 */
public record GeoBenchConfig(
    @Inline DatasetFacts facts,
    @Default("default") String partition,
    Map<String, List<String>> storedAs,
    @Default("as_found") BandNames bandNames,
    @Default("{}") Map<String, List<String>> publishedBands,
    @Default("true") boolean georeferenced) {

  public GeoBenchConfig {
    if (!partition.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "partition must be the beginning of a file name, such as default or 0.10x_train, not '"
              + partition
              + "'");
    }
    if (!storedAs.keySet().equals(facts.bands().keySet())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "stored_as and bands must have the same modalities, not %s and %s",
              storedAs.keySet(),
              facts.bands().keySet()));
    }
    storedAs.forEach((modality, names) -> requirePerBand("stored_as", modality, names, facts));
    publishedBands.forEach(
        (modality, names) -> requirePerBand("published_bands", modality, names, facts));
  }

  private static void requirePerBand(
      String key, String modality, List<String> values, DatasetFacts facts) {
    List<String> bands = facts.bands().getOrDefault(modality, List.of());
    if (values.size() != bands.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s.%s has %d entries for the bands %s",
              key,
              modality,
              values.size(),
              bands));
    }
  }
}
