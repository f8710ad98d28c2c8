package org.eobench.core.criterion;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: focal}.
 *
 * @param gamma focusing parameter, which reduces the weight of well-classified pixels; 0 is cross
 *     entropy
 * @param alpha one weight per class, or null for equal weights
 */
public record FocalConfig(@Default("2") double gamma, @Nullable List<Double> alpha) {
  public FocalConfig {
    alpha = alpha == null ? null : List.copyOf(alpha);
    Keys.require(gamma >= 0, String.format(Locale.ROOT, "gamma=%s must not be negative", gamma));
    Keys.require(
        alpha == null || alpha.stream().allMatch(a -> a >= 0 && Double.isFinite(a)),
        String.format(Locale.ROOT, "alpha=%s must be finite and not negative", alpha));
  }
}
