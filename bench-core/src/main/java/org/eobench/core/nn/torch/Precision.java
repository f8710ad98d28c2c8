package org.eobench.core.nn.torch;

import java.util.Locale;

/**
 * Number format inside matrix products, attention and convolutions. Parameters, optimizer state,
 * norms, softmax and losses are float32 in every precision.
 */
public enum Precision {
  FP32,
  BF16,
  /** For GPUs: its range is small, so training scales the gradients. */
  FP16;

  /** The value of {@code task.trainer.precision} and in records, such as {@code bf16}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the inputs of matrix products have 16 bits. */
  public boolean isHalf() {
    return this != FP32;
  }
}
