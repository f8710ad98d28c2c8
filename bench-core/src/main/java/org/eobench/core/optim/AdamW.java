package org.eobench.core.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, arXiv:1711.05101) in
 * PyTorch's arithmetic. For each tensor w with gradient g, at its step t:
 *
 * <pre>
 * w = w·(1 - lr·weight_decay)
 * m = β1·m + (1 - β1)·g          v = β2·v + (1 - β2)·g²
 * w = w - lr/(1 - β1ᵗ) · m / (√v/√(1 - β2ᵗ) + eps)
 * </pre>
 */
public final class AdamW extends FusedAdam {
  public AdamW(AdamWConfig config, OptimizerContext context) {
    super(
        "adamw",
        config.lr(),
        config.betas(),
        config.eps(),
        config.weightDecay(),
        config.groups(),
        config.layerDecay(),
        context);
  }

  /**
   * Like {@link #step(double)}, with another weight decay than the configured one; groups keep that
   * of their own.
   */
  public void step(double learningRate, double decay) {
    stepGroups(learningRate, decay);
  }
}
