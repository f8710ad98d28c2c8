package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;

/**
 * An array of a NumPy file.
 *
 * @param dtype element type; never {@link TensorType#BF16}, which NumPy lacks
 * @param shape dimensions; empty for a scalar
 * @param data elements in C order, in the buffer's byte order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NpyArray(TensorType dtype, long[] shape, ByteBuffer data) {

  /** The number of elements. */
  int count() {
    return (int) Shapes.count(shape);
  }

  /** The elements in C order, rounded to float. */
  public float[] floats() {
    float[] values = new float[count()];
    dtype.floats(data, values, 0, values.length);
    return values;
  }

  /** The elements in C order; exact except for 64-bit integers beyond 2^53. */
  public double[] doubles() {
    double[] values = new double[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dtype.doubleAt(data, i);
    }
    return values;
  }

  /**
   * The elements in C order.
   *
   * @throws IllegalStateException when they are floating-point numbers
   */
  public long[] longs() {
    long[] values = new long[count()];
    dtype.longs(data, values, 0, values.length);
    return values;
  }

  /**
   * Copies elements in C order; exact except for 64-bit integers beyond 2^53.
   *
   * @param at first element
   */
  public void doubles(long at, double[] to, int offset, int count) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = dtype.doubleAt(data, (int) at + i);
    }
  }
}
