package org.eobench.core.criterion;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: weighted_cross_entropy}.
 *
 * @param weights one weight per class, or null for the inverse class frequencies of the data set's
 *     {@code distribution}
 * @param labelSmoothing fraction of each target that is spread uniformly over all classes
 */
public record WeightedCrossEntropyConfig(
    @Nullable List<Double> weights, @Default("0") double labelSmoothing) {
  public WeightedCrossEntropyConfig {
    weights = weights == null ? null : List.copyOf(weights);
    Keys.require(
        weights == null || weights.stream().allMatch(w -> w >= 0 && Double.isFinite(w)),
        String.format(Locale.ROOT, "weights=%s must be finite and not negative", weights));
    Keys.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        String.format(Locale.ROOT, "label_smoothing=%s must lie in [0,1)", labelSmoothing));
  }
}
