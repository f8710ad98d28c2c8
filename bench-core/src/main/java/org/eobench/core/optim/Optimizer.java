package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Updates the trainable tensors of a model from their gradients.
 *
 * <p>One iteration is {@code dropGradients}, forward, backward, {@code step}. Gradients accumulate
 * until they are dropped or zeroed. A tensor that no backward pass has reached since they were
 * dropped stays unchanged, without weight decay.
 */
public interface Optimizer {
  /** The configured learning rate, the start of a schedule. */
  double learningRate();

  /** Whether it obeys {@link OptimizerContext#rates}; false by default. */
  default boolean obeysRates() {
    return false;
  }

  /**
   * Drops every gradient, before the forward pass: the backward pass of a graph recorded earlier
   * would not reach the tensors. Faster than {@link #zeroGradients}.
   */
  void dropGradients();

  /** Sets every gradient to zero, between two backward passes of the same graph. */
  void zeroGradients();

  /**
   * Multiplies every gradient.
   *
   * @return whether all gradients are finite afterwards
   */
  boolean multiplyGradients(double factor);

  /**
   * Multiplies every gradient by the same factor, so that the norm of all of them together is at
   * most {@code largest}; smaller gradients stay as they are.
   *
   * @return the norm before
   */
  double clipGradients(double largest);

  /** Updates the tensors in place. */
  void step(double learningRate);

  /**
   * Does something with the averages of the weights in their place, if the optimizer keeps such
   * averages; by default with the weights as they are.
   */
  default <T> T withAverages(Supplier<T> work) {
    return work.get();
  }

  /**
   * The optimizer's state between steps, float32, by {@code slot.tensor}; may be empty. The arrays
   * are live, not copies.
   */
  Map<String, NDArray> state();

  /**
   * Restores a state from {@link #state()} by copying.
   *
   * @throws org.eobench.core.error.BenchException naming every entry that is missing, unknown or
   *     has another shape
   */
  void restore(Map<String, NDArray> state);
}
