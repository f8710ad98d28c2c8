package org.eobench.testing.golden.cases;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic on shapes and flat C-order indices. */
final class FlatIndex {
  private FlatIndex() {}

  static int count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return Math.toIntExact(count);
  }

  /** {@code [b,c,h,w]} position of a flat index. */
  static List<Long> position(long flat, long[] shape) {
    List<Long> position = new ArrayList<>();
    long rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      long size = Math.max(1, shape[axis]);
      position.add(0, rest % size);
      rest /= size;
    }
    return position;
  }
}
