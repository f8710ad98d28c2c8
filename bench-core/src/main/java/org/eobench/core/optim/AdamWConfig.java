package org.eobench.core.optim;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: adamw}.
 *
 * @param lr learning rate
 * @param betas decay rates of the first and second moments, each in [0, 1)
 * @param eps term added to the square root of the second moment
 * @param weightDecay decoupled weight decay; each step multiplies a tensor by 1 - lr · weight_decay
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
