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
 * @param groups tensors with a learning rate or weight decay of their own; the first that contains
 *     a tensor applies
 * @param layerDecay factor of the learning rate from one block of the encoder to the block before
 *     it; 1 for equal rates
 */
public record AdamWConfig(
    @Range(above = 0) double lr,
    @Default("[0.9, 0.999]") List<Double> betas,
    @Default("1e-8") @Range(min = 0) double eps,
    @Default("0.01") @Range(min = 0) double weightDecay,
    @Default("[]") List<ParameterGroup> groups,
    @Default("1") @Range(above = 0, max = 1) double layerDecay)
    implements OptimizerConfig {
  public AdamWConfig {
    betas = FusedAdam.betas(betas);
    groups = List.copyOf(groups);
  }

  /** A configuration that treats all tensors alike. */
  public AdamWConfig(double lr, List<Double> betas, double eps, double weightDecay) {
    this(lr, betas, eps, weightDecay, List.of(), 1);
  }
}
