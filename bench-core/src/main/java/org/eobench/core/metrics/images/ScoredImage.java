package org.eobench.core.metrics.images;

/**
 * What a model says of an image that has one class, beside that class.
 *
 * @param scores one number for each class, the higher the likelier: logits, probabilities, votes
 * @param label its class, or the ignore index
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredImage(float[] scores, int label) {
  public ScoredImage {
    ScoreOrder.requireNumbers(scores);
  }

  /** The class with the highest score, the lowest label among equals. */
  public int predicted() {
    int best = 0;
    for (int klass = 1; klass < scores.length; klass++) {
      if (scores[klass] > scores[best]) {
        best = klass;
      }
    }
    return best;
  }

  /** Whether the image's class is among the {@code k} with the highest scores. */
  public boolean isAmong(int k) {
    return ScoreOrder.rank(scores, label) < k;
  }
}
