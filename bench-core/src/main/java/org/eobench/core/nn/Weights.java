package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;

/** Gives the tensors of a model their values. */
public final class Weights {
  private Weights() {}

  /**
   * Fills every tensor that has no values yet from its {@link Init}. Each is drawn from a generator
   * of its own, seeded from {@code seed} and its full name, so a tensor does not depend on what
   * else the model contains.
   *
   * @param manager owner of the new arrays, and their device
   */
  public static void initialize(Map<String, Parameter> tensors, NDManager manager, long seed) {
    tensors.entrySet().stream()
        .filter(entry -> !entry.getValue().isSet())
        .forEach(
            entry -> {
              Parameter tensor = entry.getValue();
              tensor.set(array(manager, draw(entry.getKey(), tensor, seed), tensor));
            });
  }

  private static float[] draw(String name, Parameter tensor, long seed) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.init().fill(values, tensor.shape().getShape(), new SplittableRandom(mix(seed, name)));
    return values;
  }

  private static long mix(long seed, String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static NDArray array(NDManager manager, float[] values, Parameter tensor) {
    Shape shape = tensor.shape();
    if (tensor.dataType() == DataType.FLOAT32) {
      return manager.create(values, shape);
    }
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) values[i];
    }
    return manager.create(whole, shape);
  }
}
