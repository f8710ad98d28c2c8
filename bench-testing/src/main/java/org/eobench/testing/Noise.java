package org.eobench.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Normally distributed arrays that depend only on a seed and their shape. */
final class Noise {
  private Noise() {}

  static NDArray of(NDManager manager, long seed, long... shape) {
    Shape wanted = new Shape(shape);
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(wanted.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, wanted);
  }
}
