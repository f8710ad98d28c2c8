package org.eobench.encoders.dofa;

/** What stands in for DOFA's position table where the checkpoint has none of the right size. */
public enum PositionTable {
  /**
   * The checkpoint's table, resampled to the new grid (bicubic); without a checkpoint the sine and
   * cosine table it was trained with.
   */
  INTERPOLATE,
  /** Zeros, so that the model does not know where a patch lies: what Pangaea does. */
  ZERO
}
