package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Frozen weights in 16 bits, cast once and not at every call. The float32 values stay, so a frozen
 * model takes half as much memory again. Trained weights change at every step and are left to the
 * scripts, which cast each of them where it is used.
 *
 * <p>A weight is known by its array: {@code Parameter.set} replaces the array, and one that trains
 * again is forgotten when it is next used.
 */
final class HalfWeights {
  private final NDManager owner;
  private final UnaryOperator<NDArray> cast;
  private final Map<NDArray, NDArray> halves = new IdentityHashMap<>();

  /**
   * @param owner owner of weights; arrays of any other manager are intermediate results
   * @param cast the cast, whose result belongs to the owner of its argument
   */
  HalfWeights(NDManager owner, UnaryOperator<NDArray> cast) {
    this.owner = owner;
    this.cast = cast;
  }

  /** The 16-bit values of a frozen weight; any other array as it is. */
  NDArray of(NDArray weight) {
    // Arrays of a trace stand for weights, and must be recorded as such.
    if (!(weight instanceof PtNDArray) || weight.getManager() != owner) {
      return weight;
    }
    NDArray half = halves.get(weight);
    if (weight.hasGradient()) {
      if (half != null) {
        halves.remove(weight);
        half.close();
      }
      return weight;
    }
    if (half == null) {
      forgetReplaced();
      half = cast.apply(weight);
      halves.put(weight, half);
    }
    return half;
  }

  /** Frees the casts of weights that were replaced by others. */
  private void forgetReplaced() {
    halves
        .entrySet()
        .removeIf(
            entry -> {
              boolean replaced = ((PtNDArray) entry.getKey()).isReleased();
              if (replaced) {
                entry.getValue().close();
              }
              return replaced;
            });
  }
}
