package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;

/**
 * Figures of a tensor's values; those that are no number are counted and left out of the rest.
 *
 * @param count number of values
 * @param nan how many of them are no number
 * @param sum sum of the others, in double precision with compensation
 * @param min the least, or NaN where there is none
 * @param max the greatest, or NaN where there is none
 */
public record TensorStats(long count, long nan, double sum, double min, double max) {

  /** Mean of the values that are numbers; NaN where there is none. */
  public double mean() {
    return sum / (count - nan);
  }

  /** Gathers the figures piece by piece; Neumaier's summation keeps long sums exact. */
  static final class Gatherer {
    private final TensorType type;
    private long count;
    private long nan;
    private double sum;
    private double lost;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Gatherer(TensorType type) {
      this.type = type;
    }

    void take(ByteBuffer values, int number) {
      for (int i = 0; i < number; i++) {
        add(type.doubleAt(values, i));
      }
    }

    private void add(double value) {
      count++;
      if (Double.isNaN(value)) {
        nan++;
        return;
      }
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }

    TensorStats stats() {
      boolean none = count == nan;
      // With an infinite value the compensation is no number, and of no use.
      double total = Double.isFinite(lost) ? sum + lost : sum;
      return new TensorStats(count, nan, total, none ? Double.NaN : min, none ? Double.NaN : max);
    }
  }
}
