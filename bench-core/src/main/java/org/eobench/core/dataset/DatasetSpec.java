package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The static facts of a data set.
 *
 * @param name registry key, such as {@code hlsburnscars}
 * @param version increased whenever samples, splits or labels change; results of two versions do
 *     not share a table
 * @param task task of its targets
 * @param quantity the measured quantity of a regression; {@link Quantity#PLAIN} for other tasks
 * @param bands bands by modality ({@code optical}, {@code sar}, …), in channel order
 * @param stats statistics by modality, in the order of {@code bands}
 * @param classes class names; the index is the label value. A regression has the name of its
 *     quantity
 * @param ignoreIndex label that is excluded from training and scores
 * @param distribution share of each class among the valid pixels; empty if unknown
 * @param imgSize side of a chip in pixels, or 0 if chips vary
 * @param frames number of dates per sample, 1 for single-date data
 * @param citation how to cite it
 * @param licence licence of the data
 * @param missingPixels treatment of pixels without data
 * @param storedMaps whether images are feature maps that were computed before, which may have fewer
 *     rows and columns than their targets
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
    MissingPixels missingPixels,
    boolean storedMaps) {

  public DatasetSpec {
    bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
    stats = Collections.unmodifiableMap(new LinkedHashMap<>(stats));
    classes = List.copyOf(classes);
    distribution = List.copyOf(distribution);
  }

  /** A data set of images. */
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
      String licence,
      MissingPixels missingPixels) {
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
        missingPixels,
        false);
  }

  /** A data set whose pixels without data are ignored. */
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

  /** The same facts with other statistics and another size of samples. */
  public DatasetSpec with(Map<String, BandStats> otherStats, int otherImgSize) {
    return new DatasetSpec(
        name,
        version,
        task,
        quantity,
        bands,
        otherStats,
        classes,
        ignoreIndex,
        distribution,
        otherImgSize,
        frames,
        citation,
        licence,
        missingPixels);
  }

  public int numClasses() {
    return classes.size();
  }

  /** Statistics of a modality; {@link BandStats#UNKNOWN} if there are none. */
  public BandStats stats(String modality) {
    return stats.getOrDefault(modality, BandStats.UNKNOWN);
  }
}
