package org.eobench.core.nn.torch;

import ai.djl.Device;

/**
 * The value of {@code task.trainer.precision}: a number format, or the one that suits the device.
 */
public enum PrecisionChoice {
  FP32,
  BF16,
  FP16,
  /** {@link Precision#BF16} on a device that multiplies bfloat16 faster than float32, else FP32. */
  AUTO;

  /** The number format on a device. Asks the device once libtorch is loaded. */
  public Precision on(Device device) {
    return switch (this) {
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case FP16 -> Precision.FP16;
      case AUTO -> Bf16Units.of(device).areThere() ? Precision.BF16 : Precision.FP32;
    };
  }
}
