package org.eobench.core.optim;

import org.jspecify.annotations.Nullable;

/**
 * How the update of a tensor differs from that of the others.
 *
 * @param lrFactor factor of the learning rate
 * @param weightDecay weight decay in place of the configured one, or null for that
 */
public record TensorRates(double lrFactor, @Nullable Double weightDecay) {
  /** Updated as configured. */
  public static final TensorRates CONFIGURED = new TensorRates(1, null);

  /** The same with a learning rate that is so many times as high. */
  TensorRates times(double factor) {
    return new TensorRates(lrFactor * factor, weightDecay);
  }

  /** The same with a weight decay that goes before its own, unless it is null. */
  TensorRates decaying(@Nullable Double first) {
    return first == null ? this : new TensorRates(lrFactor, first);
  }
}
