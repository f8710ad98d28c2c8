package org.eobench.core.metrics.images;

/**
 * The prediction for a single-label image with its true class.
 *
 * @param scores one number per class, higher for likelier classes: logits, probabilities or votes
 * @param label true class, or the ignore index
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredImage(float[] scores, int label) {
  public ScoredImage {
    ScoreOrder.requireNumbers(scores);
  }

  /** The label, then the scores. */
  double[] row() {
    double[] row = new double[1 + scores.length];
    row[0] = label;
    for (int klass = 0; klass < scores.length; klass++) {
      row[1 + klass] = scores[klass];
    }
    return row;
  }

  /** The image of a {@link #row}. */
  static ScoredImage of(double[] row) {
    float[] scores = new float[row.length - 1];
    for (int klass = 0; klass < scores.length; klass++) {
      scores[klass] = (float) row[1 + klass];
    }
    return new ScoredImage(scores, (int) row[0]);
  }

  /** The class with the highest score; the lowest label among equal scores. */
  public int predicted() {
    int best = 0;
    for (int klass = 1; klass < scores.length; klass++) {
      if (scores[klass] > scores[best]) {
        best = klass;
      }
    }
    return best;
  }

  /** Whether the true class is among the {@code k} classes with the highest scores. */
  public boolean isAmong(int k) {
    return ScoreOrder.rank(scores, label) < k;
  }
}
