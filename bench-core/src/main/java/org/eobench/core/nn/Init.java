package org.eobench.core.nn;

import java.util.random.RandomGenerator;

/**
 * Fills a new tensor. Drawn in Java and not by libtorch, so that a seed gives the same weights on
 * every device and whatever else was drawn before.
 */
@FunctionalInterface
public interface Init {
  /**
   * Fills {@code values}, the tensor in C order.
   *
   * @param shape the tensor's shape, such as {@code [out,in,kh,kw]}
   * @param random a generator seeded for this tensor alone
   */
  void fill(float[] values, long[] shape, RandomGenerator random);
}
