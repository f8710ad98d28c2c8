package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;

/**
 * Statistics of a tensor's values. NaN values are counted and excluded from the rest.
 *
 * @param count number of values
 * @param nan number of NaN values
 * @param sum sum of the other values, in double precision with compensation
 * @param min minimum, or NaN if there is none
 * @param max maximum, or NaN if there is none
 */
public record TensorStats(long count, long nan, double sum, double min, double max) {

  /** The mean of the values that are not NaN; NaN if there is none. */
  public double mean() {
    return sum / (count - nan);
  }

  /** Accumulates statistics piece by piece; Neumaier's summation keeps long sums accurate. */
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
      // With an infinite value the compensation is NaN and must be ignored.
      double total = Double.isFinite(lost) ? sum + lost : sum;
      return new TensorStats(count, nan, total, none ? Double.NaN : min, none ? Double.NaN : max);
    }
  }
}
