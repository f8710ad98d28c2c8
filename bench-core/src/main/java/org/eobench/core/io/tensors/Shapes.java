package org.eobench.core.io.tensors;

/** Overflow-safe arithmetic of tensor shapes from files. */
public final class Shapes {
  private Shapes() {}

  /** The product of the dimensions, or -1 if one is negative or the product exceeds 2^62. */
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

  /** The bytes of a tensor, or -1 on overflow. */
  public static long bytes(long[] shape, int elementBytes) {
    long count = count(shape);
    return count < 0 || count > (1L << 59) ? -1 : count * elementBytes;
  }
}
