package org.eobench.core.io.tensors;

/** Arithmetic of tensor shapes that come from files. */
public final class Shapes {
  private Shapes() {}

  /** Product of the dimensions, or -1 when one is negative or the product passes 2^62. */
  static long count(long[] shape) {
    boolean empty = false;
    for (long dimension : shape) {
      if (dimension < 0) {
        return -1;
      }
      empty |= dimension == 0;
    }
    if (empty) {
      return 0;
    }
    long product = 1;
    for (long dimension : shape) {
      if (dimension > (1L << 62) / product) {
        return -1;
      }
      product *= dimension;
    }
    return product;
  }

  /** Bytes of a tensor, or -1 when they cannot be counted. */
  public static long bytes(long[] shape, int elementBytes) {
    long count = count(shape);
    return count < 0 || count > (1L << 59) ? -1 : count * elementBytes;
  }
}
