package org.eobench.core.schedule;

import org.eobench.core.schedule.DeepspeedWarmupCosineConfig.WarmupType;

/**
 * DeepSpeed's {@code WarmupCosineLR}: a warm-up, then half a cosine that may end before the
 * training does. Afterwards the rate stays; {@code deepspeed_steps} reproduces DeepSpeed, whose
 * rate rises again.
 */
public final class DeepspeedWarmupCosine implements LrSchedule {
  private static final int SHORTEST_WARM_UP = 2;

  private final DeepspeedWarmupCosineConfig config;
  private final double learningRate;
  private final int total;
  private final int warmUp;

  public DeepspeedWarmupCosine(DeepspeedWarmupCosineConfig config, ScheduleContext context) {
    this.config = config;
    this.learningRate = context.learningRate();
    int all = context.totalIterations();
    this.total = Phase.steps("total_steps", config.totalSteps(), config.totalShare(), all);
    int steps = Phase.steps("warmup_steps", config.warmupSteps(), config.warmupShare(), all);
    this.warmUp = Math.max(SHORTEST_WARM_UP, steps);
  }

  @Override
  public double at(int iteration) {
    int step = config.deepspeedSteps() ? iteration - 1 : iteration;
    return step < 0 ? 0 : learningRate * ratio(step);
  }

  private double ratio(int step) {
    if (step < warmUp) {
      double gone =
          config.warmupType() == WarmupType.LOG
              ? Math.log(step + 1.0) / Math.log(warmUp)
              : (double) step / warmUp;
      return Phase.linear(config.warmupMinRatio(), 1, gone, 1);
    }
    double share = (step - warmUp + 1.0) / Math.max(1, total - warmUp);
    return Phase.cosine(
        1, config.cosMinRatio(), config.deepspeedSteps() ? share : Math.min(1, share));
  }
}
