package org.eobench.core.dataset.statistics;

import java.util.Arrays;
import org.eobench.core.dataset.Image;

/**
 * How often each value of a band occurs, for percentiles. They are exact while a band has at most
 * {@value #MOST_VALUES} different values, as integers and quantised reflectances have. Beyond that,
 * values are counted with 16 bits of their fraction, which shifts a percentile by at most 1 part in
 * 65,536.
 */
public final class ValueCounts {
  private static final int MOST_VALUES = 1 << 18;
  private static final int COARSE = 7;
  private static final int START = 1 << 10;

  private int[] keys = new int[START];
  private long[] counts = new long[START];
  private int used;
  private int shift;
  private long total;

  /**
   * Adds the finite values of a band.
   *
   * @param image {@code [C,T,H,W]}
   */
  public void add(Image image, int band) {
    int series = image.frames() * image.height() * image.width();
    for (int i = band * series; i < (band + 1) * series; i++) {
      float value = image.data()[i];
      if (Float.isFinite(value)) {
        total++;
        count(key(value), 1);
      }
    }
  }

  /** Whether percentiles are exact. */
  public boolean isExact() {
    return shift == 0;
  }

  /** An integer that grows with the value; -0 and 0 are one. */
  private int key(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0f : value);
    return (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) >> shift;
  }

  private float value(int key) {
    int bits = key << shift;
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
  }

  private void count(int key, long times) {
    int at = slot(keys, counts, key);
    if (counts[at] == 0) {
      keys[at] = key;
      used++;
    }
    counts[at] += times;
    if (used * 2 > keys.length) {
      if (used > MOST_VALUES && shift == 0) {
        rebuild(START, COARSE);
      } else {
        rebuild(keys.length * 2, 0);
      }
    }
  }

  /** The slot of a key, or the free one where it belongs. */
  private static int slot(int[] keys, long[] counts, int key) {
    int mask = keys.length - 1;
    int at = (key * 0x9E3779B9 >>> 7) & mask;
    while (counts[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void rebuild(int size, int coarser) {
    int[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new int[size];
    counts = new long[size];
    used = 0;
    shift += coarser;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] != 0) {
        count(oldKeys[i] >> coarser, oldCounts[i]);
      }
    }
  }

  /**
   * Percentiles with linear interpolation between neighbours, as NumPy's by default.
   *
   * @param percents from 0 to 100
   * @return NaN where there are no values
   */
  public double[] percentiles(double... percents) {
    int[] sorted = new int[used];
    int found = 0;
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        sorted[found++] = keys[i];
      }
    }
    Arrays.sort(sorted);
    double[] percentiles = new double[percents.length];
    for (int i = 0; i < percents.length; i++) {
      double rank = percents[i] / 100 * (total - 1);
      double low = total == 0 ? Double.NaN : at(sorted, (long) Math.floor(rank));
      double high = total == 0 ? Double.NaN : at(sorted, (long) Math.ceil(rank));
      percentiles[i] = low + (high - low) * (rank - Math.floor(rank));
    }
    return percentiles;
  }

  /** The value with a rank, from 0. */
  private double at(int[] sorted, long rank) {
    long before = 0;
    for (int key : sorted) {
      before += counts[slot(keys, counts, key)];
      if (rank < before) {
        return value(key);
      }
    }
    return value(sorted[sorted.length - 1]);
  }
}
