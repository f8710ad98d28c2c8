package org.eobench.core.optim;

/**
 * Multiplies the learning rate by {@code gamma} at each milestone, from iteration {@code
 * int(totalIterations · milestone)} on; a milestone given twice multiplies twice.
 */
public final class MultiStepLr implements LrSchedule {
  private final double learningRate;
  private final double gamma;
  private final int[] milestones;

  public MultiStepLr(MultiStepLrConfig config, ScheduleContext context) {
    this.learningRate = context.learningRate();
    this.gamma = config.gamma();
    this.milestones =
        config.lrMilestones().stream()
            .mapToInt(share -> (int) (context.totalIterations() * share))
            .toArray();
  }

  @Override
  public double at(int iteration) {
    double rate = learningRate;
    for (int milestone : milestones) {
      if (iteration >= milestone) {
        rate *= gamma;
      }
    }
    return rate;
  }
}
