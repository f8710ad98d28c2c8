package org.eobench.core.schedule;

/**
 * A linear warm-up, then half a cosine down to {@code min_ratio}·lr at the end of the training
 * (Loshchilov and Hutter, "SGDR", ICLR 2017, arXiv:1608.03983, without restarts).
 */
public final class Cosine implements LrSchedule {
  private final CosineConfig config;
  private final double learningRate;
  private final int total;
  private final int warmUp;

  public Cosine(CosineConfig config, ScheduleContext context) {
    this.config = config;
    this.learningRate = context.learningRate();
    this.total = context.totalIterations();
    this.warmUp = Phase.steps("warmup_steps", config.warmupSteps(), config.warmupShare(), total);
  }

  @Override
  public double at(int iteration) {
    if (iteration < warmUp) {
      return learningRate * Phase.linear(config.warmupStart(), 1, iteration, warmUp);
    }
    double share = Math.min(1, (double) (iteration - warmUp) / Math.max(1, total - warmUp));
    return learningRate * Phase.cosine(1, config.minRatio(), share);
  }
}
