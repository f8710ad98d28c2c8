package org.eobench.core.schedule;

/**
 * A linear warm-up to lr, then a polynomial fall to 0 over the rest of the training, as PyTorch's
 * {@code LinearLR} followed by {@code PolynomialLR}.
 */
public final class LinearPolynomial implements LrSchedule {
  private final LinearPolynomialConfig config;
  private final double learningRate;
  private final int warmUp;
  private final int rest;

  public LinearPolynomial(LinearPolynomialConfig config, ScheduleContext context) {
    this.config = config;
    this.learningRate = context.learningRate();
    int total = context.totalIterations();
    this.warmUp = Phase.steps("warmup_steps", config.warmupSteps(), config.warmupShare(), total);
    this.rest = Math.max(1, total - warmUp);
  }

  @Override
  public double at(int iteration) {
    if (iteration < warmUp) {
      return learningRate * Phase.linear(config.warmupStart(), 1, iteration, warmUp);
    }
    double left = Math.max(0, 1 - (double) (iteration - warmUp) / rest);
    return learningRate * Math.pow(left, config.power());
  }
}
