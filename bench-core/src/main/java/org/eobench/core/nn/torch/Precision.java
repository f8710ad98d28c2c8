package org.eobench.core.nn.torch;

/**
 * Number format inside matrix products, attention and convolutions. Parameters, optimizer state,
 * norms, softmax and losses are float32 in every precision.
 */
public enum Precision {
  FP32,
  BF16,
  /** For GPUs: its range is small, so training scales the gradients. */
  FP16;

  /** Whether the inputs of matrix products have 16 bits. */
  public boolean isHalf() {
    return this != FP32;
  }
}
