package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: reduce_on_plateau}, with PyTorch's meaning. What is watched is {@code
 * task.trainer.best_metric_key}.
 *
 * @param factor the rate is multiplied by it
 * @param patience validations without a better value that are accepted; the next one lowers the
 *     rate
 * @param threshold how much better a value must be to count as better
 * @param thresholdMode whether {@code threshold} is a share of the best value or a difference
 * @param cooldown validations after a reduction that are not counted
 * @param minLr the rate does not go below it; must not be above lr
 */
public record ReduceOnPlateauConfig(
    @Default("0.1") @Range(above = 0, below = 1) double factor,
    @Default("10") @Range(min = 0) int patience,
    @Default("1e-4") @Range(min = 0) double threshold,
    @Default("rel") ThresholdMode thresholdMode,
    @Default("0") @Range(min = 0) int cooldown,
    @Default("0") @Range(min = 0) double minLr) {

  /** What {@code threshold} is. */
  public enum ThresholdMode {
    REL,
    ABS
  }
}
