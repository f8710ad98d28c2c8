package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: mmcv_poly}.
 *
 * @param power power of the fall
 * @param minLr last learning rate
 * @param warmupSteps steps of linear warm-up; null for {@code warmupShare}
 * @param warmupShare warm-up as a share of the training
 * @param warmupRatio first learning rate, as a fraction of the one without warm-up
 */
public record MmcvPolyConfig(
    @Default("1") @Range(above = 0) double power,
    @Default("0") @Range(min = 0) double minLr,
    @Range(min = 0) @Nullable Integer warmupSteps,
    @Default("0") @Range(min = 0, max = 1) double warmupShare,
    @Default("1e-6") @Range(min = 0, max = 1) double warmupRatio) {
  public MmcvPolyConfig {
    Phase.requireOne("warmup_steps", warmupSteps, "warmup_share", warmupShare);
  }
}
