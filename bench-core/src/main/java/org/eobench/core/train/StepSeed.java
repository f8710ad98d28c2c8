package org.eobench.core.train;

/** The random seed of a training step, used for dropout. */
public final class StepSeed {
  private StepSeed() {}

  /**
   * Mixes seed and iteration over all bits (the finalizer of SplitMix64).
   *
   * @param iteration number of batches finished before the step
   */
  public static long of(long seed, int iteration) {
    long z = seed + (iteration + 1L) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
