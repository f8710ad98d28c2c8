package org.eobench.core.task.classification;

import java.util.List;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.ScoredImage;

/**
 * The best a classification can do that says the same of every image: the lower bound that every
 * table shows beside the models.
 *
 * @param classIndex the class of most images, the lowest label among equals; its K most likely
 *     classes are the K most frequent
 * @param metrics its scores
 */
public record ConstantClass(int classIndex, ClassificationMetrics metrics) {

  /**
   * Finds the baseline of a split from any predictions on it, as only the labels matter.
   *
   * @throws IllegalArgumentException when no image counts
   */
  public static ConstantClass of(
      List<ScoredImage> images, List<String> classNames, int ignoreIndex, MetricRules rules) {
    float[] frequencies = new float[classNames.size()];
    for (ScoredImage image : images) {
      if (image.label() != ignoreIndex) {
        frequencies[image.label()]++;
      }
    }
    List<ScoredImage> constant =
        images.stream().map(image -> new ScoredImage(frequencies, image.label())).toList();
    ClassificationMetrics metrics =
        ClassificationMetrics.of(constant, classNames, ignoreIndex, rules);
    if (metrics.images() == 0) {
      throw new IllegalArgumentException("no image counts, so there is nothing to predict");
    }
    return new ConstantClass(constant.get(0).predicted(), metrics);
  }
}
