package org.eobench.core.metrics.uncertainty;

import java.util.List;

/**
 * Temperature scaling (Guo, Pleiss, Sun and Weinberger, ICML 2017): all logits are divided by the
 * one number that minimises the negative log likelihood of labelled predictions. The likelihood is
 * convex in the inverse temperature, so Newton's method between two bounds finds the optimum.
 *
 * @param value the temperature; above 1 for a model that is too confident
 * @param before mean negative log likelihood of the logits as they are
 * @param after the same at this temperature
 * @param bounded whether the optimum lies beyond the bounds, as where all predictions are right
 */
public record Temperature(double value, double before, double after, boolean bounded) {
  /** Bounds of the inverse temperature. */
  private static final double LEAST = 1e-3;

  private static final double MOST = 1e3;
  private static final int STEPS = 200;
  private static final double EXACT = 1e-12;

  /**
   * A prediction with its true class.
   *
   * @param logits one per class
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Labelled(float[] logits, int label) {}

  private record Slope(double loss, double first, double second) {}

  /**
   * Fits the temperature.
   *
   * @param predictions at least one
   */
  public static Temperature fit(List<Labelled> predictions) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("a temperature needs predictions");
    }
    double low = LEAST;
    double high = MOST;
    double at = 1;
    for (int step = 0; step < STEPS && high - low > EXACT * high; step++) {
      Slope slope = slope(predictions, at);
      if (slope.first() > 0) {
        high = at;
      } else {
        low = at;
      }
      double next = at - slope.first() / slope.second();
      boolean inside = next > low && next < high;
      double before = at;
      at = inside ? next : Math.sqrt(low * high);
      if (inside && Math.abs(at - before) <= EXACT * at) {
        break;
      }
    }
    boolean bounded = at < 2 * LEAST || at > MOST / 2;
    return new Temperature(
        1 / at, slope(predictions, 1).loss(), slope(predictions, at).loss(), bounded);
  }

  /** The mean loss at an inverse temperature, and its first two derivatives. */
  private static Slope slope(List<Labelled> predictions, double inverse) {
    double loss = 0;
    double first = 0;
    double second = 0;
    for (Labelled one : predictions) {
      double[] logs = Softmax.logs(one.logits(), inverse);
      double mean = 0;
      double square = 0;
      for (int klass = 0; klass < logs.length; klass++) {
        double probability = Math.exp(logs[klass]);
        mean += probability * one.logits()[klass];
        square += probability * one.logits()[klass] * one.logits()[klass];
      }
      loss -= logs[one.label()];
      first += mean - one.logits()[one.label()];
      second += square - mean * mean;
    }
    double n = predictions.size();
    return new Slope(loss / n, first / n, second / n);
  }
}
