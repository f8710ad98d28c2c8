package org.eobench.core.metrics.images;

import java.util.Locale;

/**
 * The prediction for a multi-label image with its true labels.
 *
 * @param scores one number per label by which images are ranked: logits or probabilities
 * @param predicted predicted labels
 * @param actual true labels
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
   * Selects the predicted labels from logits. The logits also rank the images, because
   * probabilities near 1 are equal in float32 when logits are not.
   */
  public static ScoredLabels of(float[] logits, boolean[] actual, LabelRule rule) {
    return new ScoredLabels(logits, rule.choose(logits), actual);
  }
}
