package org.eobench.core.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.Weights;

/** Random test tensors, in double where a test compares with arithmetic in double. */
public final class Tensors {
  private Tensors() {}

  /** Standard normal values that depend on the seed alone. */
  public static double[] values(long size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  public static NDArray doubles(NDManager manager, long seed, long... shape) {
    Shape wanted = new Shape(shape);
    return manager.create(values(wanted.size(), seed), wanted);
  }

  public static NDArray floats(NDManager manager, long seed, long... shape) {
    Shape wanted = new Shape(shape);
    return manager.create(toFloats(values(wanted.size(), seed)), wanted);
  }

  public static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Gives every float32 tensor of a module small random values, biases and norms included. */
  public static void randomize(Map<String, Parameter> tensors, NDManager manager, long seed) {
    Weights.initialize(tensors, manager, seed);
    tensors.forEach(
        (name, tensor) -> {
          if (!tensor.isBuffer()) {
            double[] values = values(tensor.shape().size(), seed + name.hashCode());
            float[] small = new float[values.length];
            for (int i = 0; i < small.length; i++) {
              small[i] = (float) (0.3 * values[i] + (name.contains("norm") ? 1 : 0));
            }
            tensor.array().set(small);
          }
        });
  }
}
