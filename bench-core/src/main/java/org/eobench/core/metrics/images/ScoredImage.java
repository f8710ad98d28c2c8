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
