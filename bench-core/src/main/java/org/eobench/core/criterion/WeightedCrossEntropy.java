package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Cross entropy in which each pixel counts with the weight of its class: the weighted mean over the
 * pixels that do not carry the ignore index, {@code Σ w·ℓ / Σ w}. NaN when all do.
 */
public final class WeightedCrossEntropy implements Criterion {
  private final TorchOps ops;
  private final int ignoreIndex;
  private final double labelSmoothing;
  private final float[] weights;

  public WeightedCrossEntropy(WeightedCrossEntropyConfig config, CriterionContext context) {
    this.ops = context.ops();
    this.ignoreIndex = context.ignoreIndex();
    this.labelSmoothing = config.labelSmoothing();
    this.weights = ClassWeights.of(config.weights(), context);
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    NDArray onDevice = logits.getManager().create(weights);
    return ops.crossEntropy(logits, target, onDevice, ignoreIndex, labelSmoothing);
  }
}
