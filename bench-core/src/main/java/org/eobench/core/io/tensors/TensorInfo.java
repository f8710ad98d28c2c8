package org.eobench.core.io.tensors;

import java.util.Arrays;

/**
 * A tensor of a file.
 *
 * @param name name; the keys of nested dictionaries are joined by {@code .}
 * @param shape dimensions; empty for a scalar
 */
@SuppressWarnings("ArrayRecordComponent") // equality and text are defined below
public record TensorInfo(String name, TensorType dtype, long[] shape) {

  /** The number of elements; the readers refuse shapes whose product overflows. */
  public long count() {
    return Shapes.count(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorInfo that
        && name.equals(that.name)
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape);
  }
}
