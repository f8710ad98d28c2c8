package org.eobench.core.metrics.uncertainty;

/** Logarithms of probabilities from logits, in double precision. */
public final class Softmax {
  private Softmax() {}

  /**
   * The logarithms of the probabilities.
   *
   * @param logits one per class
   * @param inverseTemperature 1 for the logits as they are
   */
  public static double[] logs(float[] logits, double inverseTemperature) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, inverseTemperature * logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(inverseTemperature * logit - highest);
    }
    double all = highest + Math.log(sum);
    double[] logs = new double[logits.length];
    for (int klass = 0; klass < logits.length; klass++) {
      logs[klass] = inverseTemperature * logits[klass] - all;
    }
    return logs;
  }
}
