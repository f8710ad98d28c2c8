package org.eobench.core.metrics.images;

import java.util.Locale;

/** The order of classes by score, descending; equal scores are ordered by label. */
final class ScoreOrder {
  private ScoreOrder() {}

  /** The number of classes before a class. */
  static int rank(float[] scores, int label) {
    int before = 0;
    for (int klass = 0; klass < scores.length; klass++) {
      boolean tied = scores[klass] == scores[label];
      if (scores[klass] > scores[label] || (tied && klass < label)) {
        before++;
      }
    }
    return before;
  }

  static void requireNumbers(float[] scores) {
    for (int klass = 0; klass < scores.length; klass++) {
      if (Float.isNaN(scores[klass])) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "the score of class %d is NaN", klass));
      }
    }
  }
}
