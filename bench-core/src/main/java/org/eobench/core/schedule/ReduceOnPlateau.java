package org.eobench.core.schedule;

import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.Metric;

/**
 * Lowers the rate when validations stop getting better, in the arithmetic of PyTorch's {@code
 * ReduceLROnPlateau}.
 */
public final class ReduceOnPlateau implements LrSchedule {
  /** PyTorch's {@code eps}: a smaller change of the rate is not made. */
  private static final double LEAST_CHANGE = 1e-8;

  private final ReduceOnPlateauConfig config;
  private final ScheduleContext context;

  /**
   * @throws BenchException {@code RisingSchedule} if the minimum is above the learning rate
   */
  public ReduceOnPlateau(ReduceOnPlateauConfig config, ScheduleContext context) {
    this.config = config;
    this.context = context;
    Phase.requireFalling(
        config.minLr(), context.learningRate(), "give a smaller `lr_scheduler.min_lr`");
  }

  @Override
  public double at(int iteration) {
    return context.learningRate();
  }

  @Override
  public double at(int iteration, Plateau plateau) {
    double rate = context.learningRate();
    for (int i = 0; i < plateau.reductions(); i++) {
      rate = lowered(rate);
    }
    return rate;
  }

  private double lowered(double rate) {
    double lower = Math.max(rate * config.factor(), config.minLr());
    return rate - lower > LEAST_CHANGE ? lower : rate;
  }

  @Override
  public Plateau afterValidation(Plateau seen, double value) {
    boolean better = isBetter(value, seen.best());
    boolean counts = !better && seen.cooldown() == 0;
    int bad = counts ? seen.bad() + 1 : 0;
    double best = better ? value : seen.best();
    return bad > config.patience()
        ? new Plateau(best, 0, config.cooldown(), seen.reductions() + 1)
        : new Plateau(best, bad, Math.max(0, seen.cooldown() - 1), seen.reductions());
  }

  private boolean isBetter(double value, double best) {
    if (Double.isNaN(value) || Double.isNaN(best)) {
      return !Double.isNaN(value);
    }
    boolean relative = config.thresholdMode() == ReduceOnPlateauConfig.ThresholdMode.REL;
    double threshold = config.threshold();
    if (context.better() == Metric.Better.HIGHER) {
      return value > (relative ? best * (threshold + 1) : best + threshold);
    }
    boolean nearer = context.better() == Metric.Better.NEARER_TO_ZERO;
    double now = nearer ? Math.abs(value) : value;
    double before = nearer ? Math.abs(best) : best;
    return now < (relative ? before * (1 - threshold) : before - threshold);
  }

  @Override
  public List<String> warnings() {
    if (context.validations() > config.patience() + 2) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "the learning rate stays as it is: it can be lowered after %d validations at the"
                + " earliest (lr_scheduler.patience=%d), and the training ends with its %dth",
            config.patience() + 2L,
            config.patience(),
            context.validations()));
  }
}
