package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Cross entropy with class weights: the weighted mean {@code Σ w·ℓ / Σ w} over the pixels without
 * the ignore index. NaN if all pixels are ignored.
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
