package org.eobench.core.nn.torch;

/**
 * Number format inside matrix products, attention and convolutions. Parameters, optimizer state,
 * norms, softmax and losses are float32 in all.
 */
public enum Precision {
  FP32,
  BF16,
  /** For GPUs: its range is small, so that gradients are scaled while a model trains. */
  FP16;

  /** Whether what goes into matrix products has half the bits. */
  public boolean isHalf() {
    return this != FP32;
  }
}
