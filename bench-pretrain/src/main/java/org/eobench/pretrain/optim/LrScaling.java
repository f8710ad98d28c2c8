package org.eobench.pretrain.optim;

/** How the learning rate grows with the number of samples of a step. */
public enum LrScaling {
  /** With the root of samples / 1024, as in DINOv2. */
  SQRT_WRT_1024,
  /** With samples / 256, as in MAE (Goyal et al. 2017, arXiv:1706.02677). */
  LINEAR_WRT_256,
  /** Not at all. */
  NONE;

  /** The factor of the learning rate. */
  public double factor(int samples) {
    return switch (this) {
      case SQRT_WRT_1024 -> Math.sqrt(samples / 1024.0);
      case LINEAR_WRT_256 -> samples / 256.0;
      case NONE -> 1;
    };
  }
}
