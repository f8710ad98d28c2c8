package org.eobench.core.inference;

/** How an image larger than the encoder's input is evaluated. */
public enum InferenceMode {
  /** In overlapping tiles of the encoder's input size, whose logits are averaged. */
  SLIDING,
  /** At once; only for encoders that take images of any size, or images of the encoder's size. */
  WHOLE
}
