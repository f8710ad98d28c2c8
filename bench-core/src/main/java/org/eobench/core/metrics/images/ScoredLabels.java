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

  /** The scores, then the predicted and the true labels as 0 and 1. */
  double[] row() {
    int labels = scores.length;
    double[] row = new double[3 * labels];
    for (int label = 0; label < labels; label++) {
      row[label] = scores[label];
      row[labels + label] = predicted[label] ? 1 : 0;
      row[2 * labels + label] = actual[label] ? 1 : 0;
    }
    return row;
  }

  /** The image of a {@link #row}. */
  static ScoredLabels of(double[] row) {
    int labels = row.length / 3;
    float[] scores = new float[labels];
    boolean[] predicted = new boolean[labels];
    boolean[] actual = new boolean[labels];
    for (int label = 0; label < labels; label++) {
      scores[label] = (float) row[label];
      predicted[label] = row[labels + label] != 0;
      actual[label] = row[2 * labels + label] != 0;
    }
    return new ScoredLabels(scores, predicted, actual);
  }

  /**
   * Selects the predicted labels from logits. The logits also rank the images, because
   * probabilities near 1 are equal in float32 when logits are not.
   */
  public static ScoredLabels of(float[] logits, boolean[] actual, LabelRule rule) {
    return new ScoredLabels(logits, rule.choose(logits), actual);
  }
}
