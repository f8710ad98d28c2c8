package org.eobench.core.criterion;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code _target_: binary_cross_entropy}.
 *
 * @param posWeight weight of positive targets; values above 1 raise recall
 */
public record BinaryCrossEntropyConfig(@Default("1") double posWeight) {
  public BinaryCrossEntropyConfig {
    Keys.require(
        posWeight > 0 && Double.isFinite(posWeight),
        String.format(Locale.ROOT, "pos_weight=%s must be positive", posWeight));
  }
}
