package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: deepspeed_warmup_cosine}.
 *
 * @param totalSteps steps until the cosine ends; null for {@code totalShare}
 * @param totalShare the same as a share of the training
 * @param warmupSteps steps of warm-up, at least 2; null for {@code warmupShare}
 * @param warmupShare warm-up as a share of the training
 * @param warmupMinRatio first learning rate, as a fraction of lr
 * @param cosMinRatio learning rate at the end of the cosine, as a fraction of lr
 * @param warmupType shape of the warm-up
 * @param deepspeedSteps whether to reproduce two faults of DeepSpeed: the first step has the rate
 *     0, so that all others are one step late, and after the end of the cosine the rate rises again
 */
public record DeepspeedWarmupCosineConfig(
    @Range(min = 1) @Nullable Integer totalSteps,
    @Default("1") @Range(above = 0, max = 1) double totalShare,
    @Range(min = 2) @Nullable Integer warmupSteps,
    @Default("0") @Range(min = 0, max = 1) double warmupShare,
    @Default("0") @Range(min = 0, max = 1) double warmupMinRatio,
    @Default("1e-4") @Range(min = 0, max = 1) double cosMinRatio,
    @Default("linear") WarmupType warmupType,
    @Default("false") boolean deepspeedSteps) {

  /** How the rate rises. */
  public enum WarmupType {
    LINEAR,
    LOG
  }

  public DeepspeedWarmupCosineConfig {
    Phase.requireOne("warmup_steps", warmupSteps, "warmup_share", warmupShare);
    if (totalSteps == null && warmupSteps == null && warmupShare >= totalShare) {
      throw new IllegalArgumentException(
          "warmup_share=" + warmupShare + " must be below total_share=" + totalShare);
    }
    if (totalSteps != null && warmupSteps != null && warmupSteps >= totalSteps) {
      throw new IllegalArgumentException(
          "warmup_steps=" + warmupSteps + " must be below total_steps=" + totalSteps);
    }
  }
}
