package org.eobench.core.optim;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: adam}.
 *
 * @param lr learning rate
 * @param betas decay rates of the first and second moments, each in [0, 1)
 * @param eps term added to the square root of the second moment
 * @param weightDecay fraction of a tensor that is added to its gradient
 * @param groups tensors with a learning rate or weight decay of their own; the first that contains
 *     a tensor applies
 * @param layerDecay factor of the learning rate from one block of the encoder to the block before
 *     it; 1 for equal rates
 */
public record AdamConfig(
    @Range(above = 0) double lr,
    @Default("[0.9, 0.999]") List<Double> betas,
    @Default("1e-8") @Range(min = 0) double eps,
    @Default("0") @Range(min = 0) double weightDecay,
    @Default("[]") List<ParameterGroup> groups,
    @Default("1") @Range(above = 0, max = 1) double layerDecay)
    implements OptimizerConfig {
  public AdamConfig {
    betas = FusedAdam.betas(betas);
    groups = List.copyOf(groups);
  }
}
