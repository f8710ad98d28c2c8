package org.eobench.core.inference;

/** How an image that is larger than the encoder's input is predicted. */
public enum InferenceMode {
  /** In overlapping tiles of the encoder's input size, whose logits are averaged. */
  SLIDING,
  /**
   * In one pass; only for encoders that accept images of any size, or for images of the encoder's
   * input size.
   */
  WHOLE
}
