package org.eobench.core.optim;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: sgd}.
 *
 * @param lr learning rate
 * @param momentum fraction of the previous step that is added to the next
 * @param weightDecay fraction of a tensor that is added to its gradient
 * @param nesterov whether to use Nesterov momentum
 */
public record SgdConfig(
    @Range(above = 0) double lr,
    @Default("0") @Range(min = 0, below = 1) double momentum,
    @Default("0") @Range(min = 0) double weightDecay,
    @Default("false") boolean nesterov)
    implements OptimizerConfig {
  public SgdConfig {
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov needs a momentum above 0");
    }
  }
}
