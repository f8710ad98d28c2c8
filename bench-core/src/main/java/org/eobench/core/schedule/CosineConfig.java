package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: cosine}.
 *
 * @param warmupSteps steps of linear warm-up from {@code warmupStart}·lr; null for {@code
 *     warmupShare}
 * @param warmupShare warm-up as a share of the training
 * @param warmupStart first learning rate, as a fraction of lr
 * @param minRatio last learning rate, as a fraction of lr
 */
public record CosineConfig(
    @Range(min = 0) @Nullable Integer warmupSteps,
    @Default("0") @Range(min = 0, max = 1) double warmupShare,
    @Default("0") @Range(min = 0, max = 1) double warmupStart,
    @Default("0") @Range(min = 0, max = 1) double minRatio) {
  public CosineConfig {
    Phase.requireOne("warmup_steps", warmupSteps, "warmup_share", warmupShare);
  }
}
