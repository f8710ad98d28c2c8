package org.eobench.core.metrics.images;

import org.jspecify.annotations.Nullable;

/**
 * The rule that selects the predicted labels of a multi-label image.
 *
 * @param threshold labels with a higher probability are predicted, in {@code [0,1)}
 * @param topK if not null, the K labels with the highest scores are predicted instead
 */
public record LabelRule(double threshold, @Nullable Integer topK) {
  /** Every label with a probability above 0.5. */
  public static final LabelRule LIKELY = new LabelRule(0.5, null);

  public LabelRule {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must lie in [0,1), got " + threshold);
    }
    if (topK != null && topK < 1) {
      throw new IllegalArgumentException("top K must be at least 1, got " + topK);
    }
  }

  /**
   * Selects labels.
   *
   * @param logits one logit per label; its sigmoid is the probability
   */
  public boolean[] choose(float[] logits) {
    boolean[] chosen = new boolean[logits.length];
    for (int label = 0; label < logits.length; label++) {
      chosen[label] =
          topK == null
              ? 1 / (1 + Math.exp(-logits[label])) > threshold
              : ScoreOrder.rank(logits, label) < topK;
    }
    return chosen;
  }
}
