package org.eobench.testing.golden.cases;

import java.nio.file.Path;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;

/**
 * An array of a case. Doubles represent every float32 and every label exactly.
 *
 * @param values values in C order
 */
// Never compared as a record.
@SuppressWarnings("ArrayRecordComponent")
public record RecordedArray(long[] shape, double[] values) {

  static RecordedArray read(Path file) {
    NpyArray array = Npy.read(file);
    return new RecordedArray(array.shape(), array.doubles());
  }

  public static RecordedArray of(long[] shape, float[] floats) {
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return new RecordedArray(shape, values);
  }

  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public int[] ints() {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  public long[] longs() {
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) values[i];
    }
    return longs;
  }

  public int size(int axis) {
    return Math.toIntExact(shape[axis]);
  }
}
