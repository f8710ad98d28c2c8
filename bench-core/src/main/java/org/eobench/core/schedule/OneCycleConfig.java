package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: one_cycle}, with PyTorch's meaning; lr is the highest learning rate.
 *
 * @param pctStart share of the training in which the rate rises
 * @param annealStrategy the shape of both phases
 * @param divFactor the first rate is lr / {@code divFactor}
 * @param finalDivFactor the last rate is the first one / {@code finalDivFactor}
 */
public record OneCycleConfig(
    @Default("0.3") @Range(min = 0, max = 1) double pctStart,
    @Default("cos") Anneal annealStrategy,
    @Default("25") @Range(min = 1) double divFactor,
    @Default("1e4") @Range(min = 1) double finalDivFactor) {

  /** How the rate goes from one value to the next. */
  public enum Anneal {
    COS,
    LINEAR
  }
}
