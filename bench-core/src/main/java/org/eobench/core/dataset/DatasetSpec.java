package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The static facts of a data set.
 *
 * @param name registry key, such as {@code hlsburnscars}
 * @param version raised whenever the samples, splits or labels change; results of two versions do
 *     not share a table
 * @param task what its targets are
 * @param quantity what the values of a regression measure; {@link Quantity#PLAIN} for other tasks
 * @param bands bands by modality ({@code optical}, {@code sar}, …), in channel order
 * @param stats statistics by modality, in the order of {@code bands}
 * @param classes class names; the index is the label value. A regression names its one quantity
 * @param ignoreIndex label value that is never trained on nor scored
 * @param distribution share of each class among the valid pixels; empty where unknown
 * @param imgSize side of a chip in pixels, or 0 where chips vary
 * @param frames number of dates per sample, 1 for single-date data
 * @param citation how to cite it
 * @param licence licence of the data
 * @param missingPixels what becomes of pixels without data
 */
public record DatasetSpec(
    String name,
    int version,
    TaskKind task,
    Quantity quantity,
    Map<String, List<Band>> bands,
    Map<String, BandStats> stats,
    List<String> classes,
    int ignoreIndex,
    List<Double> distribution,
    int imgSize,
    int frames,
    String citation,
    String licence,
    MissingPixels missingPixels) {

  public DatasetSpec {
    bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
    stats = Collections.unmodifiableMap(new LinkedHashMap<>(stats));
    classes = List.copyOf(classes);
    distribution = List.copyOf(distribution);
  }

  /** A data set whose pixels without data do not count. */
  public DatasetSpec(
      String name,
      int version,
      TaskKind task,
      Quantity quantity,
      Map<String, List<Band>> bands,
      Map<String, BandStats> stats,
      List<String> classes,
      int ignoreIndex,
      List<Double> distribution,
      int imgSize,
      int frames,
      String citation,
      String licence) {
    this(
        name,
        version,
        task,
        quantity,
        bands,
        stats,
        classes,
        ignoreIndex,
        distribution,
        imgSize,
        frames,
        citation,
        licence,
        MissingPixels.IGNORED);
  }

  public int numClasses() {
    return classes.size();
  }

  /** Statistics of a modality; {@link BandStats#UNKNOWN} where none are given. */
  public BandStats stats(String modality) {
    return stats.getOrDefault(modality, BandStats.UNKNOWN);
  }
}
