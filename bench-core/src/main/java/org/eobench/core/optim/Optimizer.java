package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Changes the trainable tensors of a model along their gradients.
 *
 * <p>One iteration is {@code zeroGradients}, forward, backward, {@code step}. Gradients add up
 * until they are zeroed. A tensor that no backward pass has ever reached is left as it is, without
 * weight decay.
 */
public interface Optimizer {
  /** The configured learning rate, which a schedule starts from. */
  double learningRate();

  /** Sets every gradient to zero. */
  void zeroGradients();

  /** Changes the tensors in place. */
  void step(double learningRate);

  /**
   * What the optimizer remembers between steps, float32, by {@code slot.tensor}; empty if nothing.
   * The arrays are the live ones.
   */
  Map<String, NDArray> state();

  /**
   * Takes back what {@link #state()} once gave, by copying.
   *
   * @throws org.eobench.core.error.BenchException naming every entry that is missing, unknown or of
   *     another shape
   */
  void restore(Map<String, NDArray> state);
}
