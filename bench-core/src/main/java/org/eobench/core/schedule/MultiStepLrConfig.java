package org.eobench.core.schedule;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: multi_step_lr}.
 *
 * @param lrMilestones when the rate is reduced, as fractions of the run
 * @param gamma factor of each reduction
 */
public record MultiStepLrConfig(
    @Range(min = 0, max = 1) List<Double> lrMilestones,
    @Default("0.1") @Range(above = 0) double gamma) {
  public MultiStepLrConfig {
    lrMilestones = List.copyOf(lrMilestones);
  }
}
