package org.eobench.core.metrics.images;

import java.util.Locale;

/**
 * What a model says of an image that may have several labels, beside the labels it has.
 *
 * @param scores one number for each label, by which images are ranked: logits or probabilities
 * @param predicted the labels it was given
 * @param actual the labels it has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredLabels(float[] scores, boolean[] predicted, boolean[] actual) {
  public ScoredLabels {
    if (scores.length != actual.length || predicted.length != actual.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d scores and %d predictions for %d labels",
              scores.length,
              predicted.length,
              actual.length));
    }
    ScoreOrder.requireNumbers(scores);
  }

  /**
   * Chooses the labels from logits; they also rank the images, as probabilities near 1 are equal in
   * float32 where logits are not.
   */
  public static ScoredLabels of(float[] logits, boolean[] actual, LabelRule rule) {
    return new ScoredLabels(logits, rule.choose(logits), actual);
  }
}
