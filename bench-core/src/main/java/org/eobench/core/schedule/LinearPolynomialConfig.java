package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: linear_polynomial}.
 *
 * @param warmupSteps steps of linear warm-up; null for {@code warmupShare}
 * @param warmupShare warm-up as a share of the training
 * @param warmupStart first learning rate, as a fraction of lr
 * @param power power of the fall to 0; 1 is linear
 */
public record LinearPolynomialConfig(
    @Range(min = 0) @Nullable Integer warmupSteps,
    @Default("0") @Range(min = 0, max = 1) double warmupShare,
    @Default("1e-6") @Range(min = 0, max = 1) double warmupStart,
    @Default("1") @Range(above = 0) double power) {
  public LinearPolynomialConfig {
    Phase.requireOne("warmup_steps", warmupSteps, "warmup_share", warmupShare);
  }
}
