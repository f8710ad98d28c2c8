package org.eobench.core.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Multiplies the learning rate by {@code gamma} at each milestone, from iteration {@code
 * int(totalIterations · milestone)} on, but not before the second step. Milestones of the same
 * iteration multiply.
 */
public final class MultiStepLr implements LrSchedule {
  private final double learningRate;
  private final double gamma;
  private final int totalIterations;
  private final List<Double> shares;

  public MultiStepLr(MultiStepLrConfig config, ScheduleContext context) {
    this.learningRate = context.learningRate();
    this.gamma = config.gamma();
    this.totalIterations = context.totalIterations();
    this.shares = config.lrMilestones();
  }

  @Override
  public double at(int iteration) {
    double rate = learningRate;
    for (double share : shares) {
      if (iteration >= milestone(share)) {
        rate *= gamma;
      }
    }
    return rate;
  }

  /** The first iteration with the reduced rate; at least 1. */
  private int milestone(double share) {
    return Math.max(1, truncated(share));
  }

  private int truncated(double share) {
    return (int) (totalIterations * share);
  }

  @Override
  public List<String> warnings() {
    List<Double> first = new ArrayList<>();
    List<Double> never = new ArrayList<>();
    TreeMap<Integer, List<Double>> byIteration = new TreeMap<>();
    for (double share : shares) {
      if (truncated(share) == 0) {
        first.add(share);
      } else if (truncated(share) >= totalIterations) {
        never.add(share);
      }
      if (milestone(share) < totalIterations) {
        byIteration.computeIfAbsent(milestone(share), i -> new ArrayList<>()).add(share);
      }
    }
    List<String> warnings = new ArrayList<>();
    if (!first.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "lr_scheduler.lr_milestones: %s of %d iterations is the first step; the learning rate"
                  + " falls after that step at the earliest",
              first,
              totalIterations));
    }
    if (!never.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "lr_scheduler.lr_milestones: %s of %d iterations is the end of the run; the learning"
                  + " rate does not fall there",
              never,
              totalIterations));
    }
    byIteration.forEach(
        (iteration, together) -> {
          if (together.size() > 1) {
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "lr_scheduler.lr_milestones: %s of %d iterations are the same iteration, %d;"
                        + " the learning rate is multiplied by %s there at once",
                    together,
                    totalIterations,
                    iteration + 1,
                    rounded(Math.pow(gamma, together.size()))));
          }
        });
    return warnings;
  }

  /** Rounds off the last digits, which powers of decimal fractions leave behind. */
  private static double rounded(double factor) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.6g", factor));
  }
}
