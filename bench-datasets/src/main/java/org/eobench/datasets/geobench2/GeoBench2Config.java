package org.eobench.datasets.geobench2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.datasets.folder.files.DateChoice;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code geobench2}.
 *
 * <p>Files of a sample are selected by their name, such as {@code s2}, by their position from 0, or
 * by a column of the sample's table, such as {@code modality=planet}. Several files of a modality
 * are its dates.
 *
 * @param facts the keys of every data set
 * @param files the archive, or its parts, in {@code root_path}
 * @param images files of each modality
 * @param mask file of the label map or of the values of a regression; null if {@code labelColumn}
 *     has the labels
 * @param maskBand band of the mask, from 1
 * @param labelColumn column with the names of an image's classes, or null
 * @param labels what the values of the mask mean; empty if they are the positions in {@code
 *     classes}
 * @param dates which dates are used if a sample has more than {@code multi_temporal}; null refuses
 *     such a sample
 * @param dateColumn column with dates such as 20180917, or seconds since 1970; null if they are
 *     unknown
 * @param wrapped modalities of 16-bit numbers below zero that are stored as unsigned ones
 * @param nodata stored number that marks missing data, by modality
 * @param resolution metres per pixel; null if unknown
 */
public record GeoBench2Config(
    @Inline DatasetFacts facts,
    List<String> files,
    Map<String, String> images,
    @Nullable String mask,
    @Range(min = 1, max = 10_000) @Default("1") int maskBand,
    @Nullable String labelColumn,
    @Default("{}") MapNode labels,
    @Nullable DateChoice dates,
    @Nullable String dateColumn,
    @Default("[]") List<String> wrapped,
    @Default("{}") Map<String, Double> nodata,
    @Range(above = 0) @Nullable Double resolution) {

  public GeoBench2Config {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files must name the archive in root_path");
    }
    if (!images.keySet().equals(facts.bands().keySet())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images and bands must have the same modalities, not %s and %s",
              images.keySet(),
              facts.bands().keySet()));
    }
    if ((mask == null) == (labelColumn == null)) {
      throw new IllegalArgumentException("one of mask and label_column must say where labels are");
    }
    requireKnown("wrapped", Set.copyOf(wrapped), images);
    requireKnown("nodata", nodata.keySet(), images);
  }

  private static void requireKnown(String key, Set<String> names, Map<String, String> images) {
    if (!images.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          key + " lists the modalities " + names + ", but images has " + images.keySet());
    }
  }
}
