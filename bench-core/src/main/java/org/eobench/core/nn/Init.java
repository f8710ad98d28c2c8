package org.eobench.core.nn;

import java.util.random.RandomGenerator;

/**
 * Initializes a new tensor. Values are drawn in Java instead of libtorch, so that a seed gives the
 * same weights on every device, independent of earlier random numbers.
 */
@FunctionalInterface
public interface Init {
  /**
   * Fills {@code values}, the tensor in C order.
   *
   * @param shape the tensor's shape, such as {@code [out,in,kh,kw]}
   * @param random generator seeded for this tensor only
   */
  void fill(float[] values, long[] shape, RandomGenerator random);
}
