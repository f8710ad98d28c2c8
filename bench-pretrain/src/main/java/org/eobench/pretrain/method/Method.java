package org.eobench.pretrain.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;

/**
 * A self-supervised method that trains an encoder without labels.
 *
 * <p>A step depends only on the state, the crops, the seed and the number of the iteration. A run
 * that restores the state of an earlier one therefore continues with the same bits.
 */
public interface Method {
  /**
   * One step: forward and backward pass of each part, then one update of the weights. Gradients of
   * the parts are averaged (gradient accumulation).
   *
   * @param parts batches of equal size
   * @param iteration number of finished steps
   * @throws BenchException {@code LossNotFinite}, without changing any weight
   */
  StepReport step(List<? extends CropBatch> parts, int iteration);

  /**
   * Everything that the next step depends on, by name: weights of student, teacher and heads,
   * moments of the optimizer, centres. The arrays are live, not copies, float32 or int64.
   */
  Map<String, NDArray> state();

  /**
   * Restores a state from {@link #state()} by copying.
   *
   * @throws BenchException naming every entry that is missing, unknown or has another shape
   */
  void restore(Map<String, NDArray> saved);

  /** The encoder that the method produces, such as the teacher's; in evaluation mode. */
  Encoder product();
}
