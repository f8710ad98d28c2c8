package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Cross entropy: the mean of {@code -log softmax(logits)[target]} over the pixels without the
 * ignore index. NaN if all pixels are ignored.
 */
public final class CrossEntropy implements Criterion {
  private final TorchOps ops;
  private final int ignoreIndex;
  private final double labelSmoothing;

  public CrossEntropy(CrossEntropyConfig config, CriterionContext context) {
    this.ops = context.ops();
    this.ignoreIndex = context.ignoreIndex();
    this.labelSmoothing = config.labelSmoothing();
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.crossEntropy(logits, target, null, ignoreIndex, labelSmoothing);
  }
}
