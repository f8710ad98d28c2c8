package org.eobench.analysis.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an analysis.
 *
 * @param dataset data set
 * @param version its version
 * @param split split of the images
 * @param available images of the split
 * @param images ids of those that were looked at
 * @param labels class of each, -1 for none
 * @param classes names of the classes
 * @param neighbours k of the graphs
 * @param perplexity of t-SNE
 * @param encoders one or two
 * @param pair comparison of two; null for one
 */
public record Findings(
    String dataset,
    int version,
    String split,
    int available,
    List<String> images,
    List<Integer> labels,
    List<String> classes,
    int neighbours,
    double perplexity,
    List<EncoderFindings> encoders,
    @Nullable PairFindings pair) {
  public Findings {
    images = List.copyOf(images);
    labels = List.copyOf(labels);
    classes = List.copyOf(classes);
    encoders = List.copyOf(encoders);
  }

  /** The number of images that have a class. */
  public long labelled() {
    return labels.stream().filter(label -> label >= 0).count();
  }

  /** What readers of the numbers should know. */
  public List<String> notes() {
    return StudyNotes.of(this);
  }
}
