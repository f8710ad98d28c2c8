package org.eobench.report.statistics;

import java.util.SplittableRandom;

/**
 * Random draws that depend on a seed and the number of the draw, not on what was drawn before, so
 * that draws can be made in any order and by several threads.
 */
final class Draws {
  private final SplittableRandom random;

  /**
   * @param seed of all draws
   * @param number of this draw
   */
  Draws(long seed, long number) {
    random = new SplittableRandom(mix(mix(seed) + number));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014), which decorrelates neighbours. */
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number in {@code [0,bound)}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** As many numbers in {@code [0,count)} as there are, with repeats. */
  int[] sample(int count) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = random.nextInt(count);
    }
    return drawn;
  }

  /** A flip for each of {@code count} units. */
  boolean[] flips(int count) {
    boolean[] flips = new boolean[count];
    for (int i = 0; i < count; i++) {
      flips[i] = random.nextBoolean();
    }
    return flips;
  }
}
