package org.eobench.core.preprocess;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random sources that depend on their purpose, not on when or by which thread they are used. */
public final class SampleRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long ORDER_STREAM = -1L;

  private SampleRandom() {}

  /** The random source for preprocessing one sample in one epoch. */
  public static RandomGenerator of(long seed, int epoch, int sampleIndex) {
    return new SplittableRandom(mix(mix(mix(seed) + epoch) + sampleIndex));
  }

  /**
   * The random source for the order of an epoch's samples, which differs from that of every sample.
   */
  public static RandomGenerator forOrder(long seed, int epoch) {
    return new SplittableRandom(mix(mix(mix(seed) + epoch) + ORDER_STREAM));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which decorrelates adjacent values. */
  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
