package org.eobench.core.encoder;

/** The mode of a frozen encoder while the decoder trains. */
public enum FrozenMode {
  /**
   * Dropout is off and batch norms use their stored statistics: the features of an image never
   * change.
   */
  EVAL,
  /** As in Pangaea: dropout stays on and the running statistics of batch norms drift. */
  TRAIN
}
