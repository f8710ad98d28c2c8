package org.eobench.testing.golden.cases;

import java.nio.charset.StandardCharsets;

/**
 * The formulas that replace large files in a golden folder: every value follows from a tensor's
 * name and the flat C-order index. Arithmetic is float64 with a cast to float32 at the end.
 */
public sealed interface Formula {

  /** Values of the tensor {@code name}; {@code plus} is added before the cast to float32. */
  float[] values(String name, long[] shape, double plus);

  /** {@code F1}: a sine along the index; such weight matrices have rank 2. */
  record Sine(double amplitude, double frequency) implements Formula {
    @Override
    public float[] values(String name, long[] shape, double plus) {
      long phase = 0;
      for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
        phase += b & 0xff;
      }
      phase %= 97;
      float[] values = new float[FlatIndex.count(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (amplitude * Math.sin(frequency * i + phase) + plus);
      }
      return values;
    }
  }

  /** {@code F2}: hashed uniform values of full rank, scaled by the fan-in. */
  record Hashed() implements Formula {
    @Override
    public float[] values(String name, long[] shape, double plus) {
      return uniform(name, shape, amplitude(shape), plus);
    }

    private static double amplitude(long[] shape) {
      boolean matrix = shape.length == 2 || shape.length == 4 || shape.length == 5;
      if (!matrix) {
        return 0.1;
      }
      double fanIn = 1;
      for (int axis = 1; axis < shape.length; axis++) {
        fanIn *= shape[axis];
      }
      return 1 / Math.sqrt(fanIn);
    }
  }

  /** {@code INPUT}: the hashed values of {@code F2} with unit variance. */
  record Input() implements Formula {
    @Override
    public float[] values(String name, long[] shape, double plus) {
      return uniform(name, shape, 1, plus);
    }
  }

  private static float[] uniform(String name, long[] shape, double amplitude, double plus) {
    long hash = hash(name);
    double scale = amplitude * Math.sqrt(3);
    float[] values = new float[FlatIndex.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * (2 * unit(hash, i) - 1) + plus);
    }
    return values;
  }

  /** Polynomial hash of the name's UTF-8 bytes, base 31, wrapping around at 64 bits. */
  static long hash(String name) {
    long hash = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 31 + (b & 0xff);
    }
    return hash;
  }

  /** Uniform in [0, 1): the splitmix64 finaliser over index and hash, upper 53 bits. */
  static double unit(long hash, long index) {
    long z = (index + 1) * 0x9E3779B97F4A7C15L + hash;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }
}
