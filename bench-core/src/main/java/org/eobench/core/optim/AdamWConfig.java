package org.eobench.core.optim;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: adamw}.
 *
 * @param lr learning rate
 * @param betas decay rates of the first and of the second moment, each in [0, 1)
 * @param eps added to the root of the second moment
 * @param weightDecay share of a tensor that a step takes away, times the learning rate
 */
public record AdamWConfig(
    @Range(above = 0) double lr,
    @Default("[0.9, 0.999]") List<Double> betas,
    @Default("1e-8") @Range(min = 0) double eps,
    @Default("0.01") @Range(min = 0) double weightDecay) {
  public AdamWConfig {
    betas = List.copyOf(betas);
    if (betas.size() != 2 || betas.stream().anyMatch(beta -> !(beta >= 0 && beta < 1))) {
      throw new IllegalArgumentException("betas must be two numbers in [0, 1), not " + betas);
    }
  }
}
