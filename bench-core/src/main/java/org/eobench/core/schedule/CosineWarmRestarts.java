package org.eobench.core.schedule;

import org.eobench.core.error.BenchException;

/**
 * Half cosines from lr to {@code min_lr}, each of which begins at lr again (Loshchilov and Hutter,
 * "SGDR", ICLR 2017, arXiv:1608.03983).
 */
public final class CosineWarmRestarts implements LrSchedule {
  private final CosineWarmRestartsConfig config;
  private final double learningRate;

  /**
   * @throws BenchException {@code RisingSchedule} if the minimum is above the learning rate
   */
  public CosineWarmRestarts(CosineWarmRestartsConfig config, ScheduleContext context) {
    this.config = config;
    this.learningRate = context.learningRate();
    Phase.steps("first_cycle", config.firstCycle(), 0, context.totalIterations());
    if (!config.rising()) {
      Phase.requireFalling(
          config.minLr(),
          learningRate,
          "give a smaller `lr_scheduler.min_lr`, or `lr_scheduler.rising=true` for a rate that"
              + " rises in each cycle, as in Clay v0");
    }
  }

  @Override
  public double at(int iteration) {
    long start = 0;
    long length = config.firstCycle();
    while (iteration >= start + length) {
      start += length;
      length *= config.cycleFactor();
    }
    return Phase.cosine(learningRate, config.minLr(), (double) (iteration - start) / length);
  }
}
