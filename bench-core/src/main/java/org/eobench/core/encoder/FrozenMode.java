package org.eobench.core.encoder;

/** The mode a frozen encoder runs in while the decoder trains. */
public enum FrozenMode {
  /**
   * Dropout off, batch norms use their stored statistics: the features of an image never change.
   */
  EVAL,
  /** As Pangaea does it: dropout stays on and the running statistics of batch norms drift. */
  TRAIN
}
