package org.eobench.decoders.probe;

import java.util.Arrays;

/** The score by which a probe selects: accuracy, or micro F1 if images can show several classes. */
final class ProbeScore {
  private ProbeScore() {}

  static String name(FeatureBank bank) {
    return bank.manyClasses() ? "micro F1" : "accuracy";
  }

  /**
   * The share of images whose true class has the largest logit; or the F1 over all images and
   * classes, where a positive logit predicts the class.
   *
   * @param logits {@code [N,K]} in C order
   */
  static double of(FeatureBank bank, double[] logits) {
    int classes = logits.length / bank.size();
    int right = 0;
    int predictedOrShown = 0;
    for (int i = 0; i < bank.size(); i++) {
      double[] row = Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
      float[] shown = bank.target(i);
      if (!bank.manyClasses()) {
        right += shown[largest(row)] == 1 ? 1 : 0;
        continue;
      }
      for (int k = 0; k < classes; k++) {
        right += row[k] > 0 && shown[k] == 1 ? 1 : 0;
        predictedOrShown += (row[k] > 0 ? 1 : 0) + (shown[k] == 1 ? 1 : 0);
      }
    }
    if (bank.manyClasses()) {
      return predictedOrShown == 0 ? 0 : 2.0 * right / predictedOrShown;
    }
    return (double) right / bank.size();
  }

  private static int largest(double[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      if (row[k] > row[best]) {
        best = k;
      }
    }
    return best;
  }
}
