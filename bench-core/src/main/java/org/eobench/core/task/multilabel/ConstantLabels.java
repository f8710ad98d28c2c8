package org.eobench.core.task.multilabel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredLabels;

/**
 * The best a classification can do that gives every image the same labels: the lower bound that
 * every table shows beside the models.
 *
 * @param labels the labels with the highest micro F1, which are the most frequent ones
 * @param metrics their scores; images are not told apart, so the average precision of a label is
 *     its frequency, and the micro average precision is that of labels ranked by frequency
 */
public record ConstantLabels(List<Integer> labels, MultiLabelMetrics metrics) {

  public ConstantLabels {
    labels = List.copyOf(labels);
  }

  /**
   * Finds the baseline of a split from any predictions on it, as only the actual labels matter.
   *
   * @throws IllegalArgumentException when no image has a label
   */
  public static ConstantLabels of(
      List<ScoredLabels> images, List<String> classNames, MetricRules rules) {
    float[] frequencies = new float[classNames.size()];
    for (ScoredLabels image : images) {
      for (int label = 0; label < frequencies.length; label++) {
        frequencies[label] += image.actual()[label] ? 1 : 0;
      }
    }
    List<Integer> labels = mostFrequent(frequencies, images.size());
    boolean[] given = new boolean[frequencies.length];
    labels.forEach(label -> given[label] = true);
    List<ScoredLabels> constant =
        images.stream().map(image -> new ScoredLabels(frequencies, given, image.actual())).toList();
    return new ConstantLabels(labels, MultiLabelMetrics.of(constant, classNames, rules));
  }

  /** Adds labels from the most frequent one on, as long as that raises the micro F1. */
  private static List<Integer> mostFrequent(float[] frequencies, int images) {
    List<Integer> order = new ArrayList<>();
    double all = 0;
    for (int label = 0; label < frequencies.length; label++) {
      order.add(label);
      all += frequencies[label];
    }
    if (all == 0) {
      throw new IllegalArgumentException("no image has a label, so there is nothing to predict");
    }
    order.sort((a, b) -> Float.compare(frequencies[b], frequencies[a]));
    List<Integer> chosen = new ArrayList<>();
    double hits = 0;
    double best = 0;
    for (int label : order) {
      hits += frequencies[label];
      double f1 = 2 * hits / ((chosen.size() + 1) * (double) images + all);
      if (f1 <= best) {
        break;
      }
      best = f1;
      chosen.add(label);
    }
    Collections.sort(chosen);
    return chosen;
  }
}
