package org.eobench.core.schedule;

/**
 * The poly policy of mmcv 1.x, with which Prithvi was fine-tuned: a polynomial fall from lr to
 * {@code min_lr} over the whole training. The warm-up multiplies the rate, which falls meanwhile,
 * so that lr itself is never reached.
 */
public final class MmcvPoly implements LrSchedule {
  private final MmcvPolyConfig config;
  private final double learningRate;
  private final int total;
  private final int warmUp;

  public MmcvPoly(MmcvPolyConfig config, ScheduleContext context) {
    this.config = config;
    this.learningRate = context.learningRate();
    this.total = context.totalIterations();
    this.warmUp = Phase.steps("warmup_steps", config.warmupSteps(), config.warmupShare(), total);
  }

  @Override
  public double at(int iteration) {
    double left = Math.pow(Math.max(0, 1 - (double) iteration / total), config.power());
    double rate = config.minLr() + (learningRate - config.minLr()) * left;
    return iteration < warmUp
        ? rate * Phase.linear(config.warmupRatio(), 1, iteration, warmUp)
        : rate;
  }
}
