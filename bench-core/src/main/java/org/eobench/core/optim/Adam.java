package org.eobench.core.optim;

/**
 * Adam (Kingma and Ba, ICLR 2015, arXiv:1412.6980) in PyTorch's arithmetic. The weight decay is
 * added to the gradient (L2), unlike that of {@link AdamW}.
 */
public final class Adam extends FusedAdam {
  public Adam(AdamConfig config, OptimizerContext context) {
    super(
        "adam",
        config.lr(),
        config.betas(),
        config.eps(),
        config.weightDecay(),
        config.groups(),
        config.layerDecay(),
        context);
  }
}
