package org.eobench.core.metrics.images;

import org.jspecify.annotations.Nullable;

/**
 * Which labels an image of several labels is given.
 *
 * @param threshold those whose probability exceeds it, in {@code [0,1)}
 * @param topK or, where not null, the K with the highest scores, whatever their probability
 */
public record LabelRule(double threshold, @Nullable Integer topK) {
  /** Every label that is likelier than not. */
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
   * Chooses labels.
   *
   * @param logits one number for each label; its probability is the sigmoid of that
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
