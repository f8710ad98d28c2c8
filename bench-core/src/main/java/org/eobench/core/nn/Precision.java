package org.eobench.core.nn;

/**
 * Number format inside matrix products, attention and convolutions. Parameters, optimizer state,
 * norms, softmax and losses are float32 in both.
 */
public enum Precision {
  FP32,
  BF16
}
