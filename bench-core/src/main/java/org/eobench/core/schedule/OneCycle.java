package org.eobench.core.schedule;

/**
 * One rise to lr and one fall far below the first rate (Smith and Topin, "Super-Convergence", 2019,
 * arXiv:1708.07120) in PyTorch's arithmetic. The momentum stays as configured; PyTorch's {@code
 * cycle_momentum} is not offered.
 */
public final class OneCycle implements LrSchedule {
  private final OneCycleConfig config;
  private final double highest;
  private final double first;
  private final double last;
  private final int end;
  private final double peak;

  public OneCycle(OneCycleConfig config, ScheduleContext context) {
    this.config = config;
    this.highest = context.learningRate();
    this.first = highest / config.divFactor();
    this.last = first / config.finalDivFactor();
    this.end = context.totalIterations() - 1;
    this.peak = config.pctStart() * context.totalIterations() - 1;
  }

  @Override
  public double at(int iteration) {
    return iteration <= peak
        ? between(first, highest, iteration / peak)
        : between(highest, last, Math.min(1, (iteration - peak) / (end - peak)));
  }

  private double between(double from, double to, double share) {
    return config.annealStrategy() == OneCycleConfig.Anneal.COS
        ? Phase.cosine(from, to, share)
        : Phase.linear(from, to, share, 1);
  }
}
