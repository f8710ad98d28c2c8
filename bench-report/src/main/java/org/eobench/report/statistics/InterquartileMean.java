package org.eobench.report.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Aggregates of the scores of several runs on several tasks, with the stratified bootstrap of
 * Agarwal et al., Deep Reinforcement Learning at the Edge of the Statistical Precipice, NeurIPS
 * 2021: runs are drawn within each task, tasks are fixed. Scores are {@code [run][task]}; every
 * task needs the same number of runs.
 */
public final class InterquartileMean {
  private InterquartileMean() {}

  /** The mean of all scores after the lowest and highest quarter, rounded down, were cut. */
  public static double of(double[][] scores) {
    double[] sorted = Arrays.stream(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
    int cut = sorted.length / 4;
    return Sums.mean(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
  }

  /** The mean of the tasks' means. */
  public static double mean(double[][] scores) {
    return Sums.mean(taskMeans(scores));
  }

  /** The median of the tasks' means. */
  public static double median(double[][] scores) {
    double[] means = taskMeans(scores);
    Arrays.sort(means);
    return Sums.quantile(means, 0.5);
  }

  /** The mean of what the scores lack of a target; scores above it count as the target. */
  public static double optimalityGap(double[][] scores, double target) {
    return target
        - Arrays.stream(scores)
            .flatMapToDouble(Arrays::stream)
            .map(score -> Math.min(score, target))
            .average()
            .orElseThrow();
  }

  /**
   * The chance that a run of a is better than a run of b, as a mean over tasks; equal ones count
   * half.
   */
  public static double probabilityOfImprovement(double[][] a, double[][] b) {
    int tasks = tasks(a);
    double sum = 0;
    for (int task = 0; task < tasks; task++) {
      sum += MannWhitney.of(column(a, task), column(b, task)).statistic();
    }
    return sum / ((double) tasks * a.length * b.length);
  }

  /**
   * The bootstrap of an aggregate, as the values of each draw.
   *
   * @param aggregate of scores {@code [run][task]}
   * @param resamples number of draws
   * @param seed of the draws
   */
  public static double[] distribution(
      double[][] scores, ToDoubleFunction<double[][]> aggregate, int resamples, long seed) {
    int tasks = tasks(scores);
    double[] values = new double[resamples];
    for (int draw = 0; draw < resamples; draw++) {
      Draws draws = new Draws(seed, draw);
      int[][] runs = new int[scores.length][tasks];
      for (int[] row : runs) {
        Arrays.setAll(row, task -> draws.below(scores.length));
      }
      values[draw] = aggregate.applyAsDouble(drawn(scores, runs));
    }
    return values;
  }

  /** The interval between the quantiles of a bootstrap's values. */
  public static Interval interval(double[] distribution, double level) {
    double[] sorted = distribution.clone();
    Arrays.sort(sorted);
    double tail = (1 - Interval.checkedLevel(level)) / 2;
    return new Interval(Sums.quantile(sorted, tail), Sums.quantile(sorted, 1 - tail));
  }

  /** The scores with the run of each cell replaced by a drawn one of its task. */
  static double[][] drawn(double[][] scores, int[][] runs) {
    double[][] drawn = new double[runs.length][runs[0].length];
    for (int run = 0; run < runs.length; run++) {
      for (int task = 0; task < runs[run].length; task++) {
        drawn[run][task] = scores[runs[run][task]][task];
      }
    }
    return drawn;
  }

  private static double[] taskMeans(double[][] scores) {
    double[] means = new double[tasks(scores)];
    Arrays.setAll(means, task -> Sums.mean(column(scores, task)));
    return means;
  }

  private static double[] column(double[][] scores, int task) {
    return Arrays.stream(scores).mapToDouble(row -> row[task]).toArray();
  }

  private static int tasks(double[][] scores) {
    int tasks = scores.length == 0 ? 0 : scores[0].length;
    if (tasks == 0 || Arrays.stream(scores).anyMatch(row -> row.length != tasks)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d runs need a score for each of the same tasks", scores.length));
    }
    return tasks;
  }
}
