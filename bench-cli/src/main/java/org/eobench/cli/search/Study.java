package org.eobench.cli.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.core.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The search for one combination of the values that the command line lists. Which trials it makes
 * follows from the seed and the results alone, so that a search that was interrupted is repeated in
 * thought, and only what is missing is run.
 */
final class Study {
  private static final int REDRAWS = 100;

  private final int number;
  private final String label;
  private final SearchConfig config;
  private final List<Dimension> space;
  private final Sampler sampler;
  private final List<Integer> rungs;
  private final Metric<?> metric;
  private final List<Trial> trials = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();
  private List<Trial> batch = List.of();
  private int rung;
  private boolean exhausted;

  /**
   * @param number from 0
   * @param rungs the epochs of each rung
   * @param metric the score by which trials are compared, on the validation split
   */
  Study(
      int number,
      String label,
      SearchConfig config,
      List<Dimension> space,
      List<Integer> rungs,
      Metric<?> metric) {
    this.number = number;
    this.label = label;
    this.config = config;
    this.space = List.copyOf(space);
    this.rungs = List.copyOf(rungs);
    this.metric = metric;
    this.sampler =
        config.method().equals("tpe")
            ? new TpeSampler(config.startup())
            : (dimensions, earlier, random) -> Sampler.uniform(dimensions, random);
  }

  int number() {
    return number;
  }

  String label() {
    return label;
  }

  Metric<?> metric() {
    return metric;
  }

  /** All trials so far, in the order of their draws. */
  List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** Whether all values of the space were tried before all trials were made. */
  boolean isExhausted() {
    return exhausted;
  }

  /**
   * The trials to train next, up to {@link #epoch()}; none at the end of the search.
   *
   * @param jobs makes the job of a trial from its overrides and its number within the study
   */
  List<Trial> next(BiFunction<List<String>, Integer, SweepJob> jobs) {
    if (!batch.isEmpty()) {
      return batch;
    }
    rung = 0;
    batch = new ArrayList<>();
    List<Observation> earlier = observations();
    int wanted = Math.min(config.batch(), config.trials() - trials.size());
    while (batch.size() < wanted && !exhausted) {
      draw(earlier, jobs).ifPresentOrElse(batch::add, () -> exhausted = true);
    }
    return batch;
  }

  /** A trial that was not made before. */
  private Optional<Trial> draw(
      List<Observation> earlier, BiFunction<List<String>, Integer, SweepJob> jobs) {
    int index = trials.size();
    // The same draws in every study: no encoder has the luckier ones.
    SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + index);
    for (int i = 0; i < REDRAWS; i++) {
      double[] point =
          i < REDRAWS / 2 ? sampler.draw(space, earlier, random) : Sampler.uniform(space, random);
      List<String> overrides = new ArrayList<>();
      for (int d = 0; d < point.length; d++) {
        overrides.add(space.get(d).key() + "=" + space.get(d).text(point[d]));
      }
      if (known.add(overrides)) {
        Trial trial = new Trial(point, overrides, jobs.apply(overrides, index));
        trials.add(trial);
        return Optional.of(trial);
      }
    }
    return Optional.empty();
  }

  /** The epoch to which the trials of {@link #next} are trained; null for the end of a training. */
  @Nullable Integer untilEpoch() {
    return rung == rungs.size() - 1 ? null : rungs.get(rung);
  }

  /** The epochs of the current rung. */
  int epoch() {
    return rungs.get(rung);
  }

  /**
   * The trials of the batch have come to the current rung, or failed; the best go on.
   *
   * @return those that came to it and do not go on
   */
  List<Trial> compared() {
    boolean last = rung == rungs.size() - 1;
    List<Trial> alive =
        batch.stream().filter(t -> t.rung() == rung && !Double.isNaN(t.score())).toList();
    if (last || alive.isEmpty()) {
      batch = List.of();
      return List.of();
    }
    int kept = Math.min(alive.size(), Math.max(1, batch.size() / config.factor()));
    List<Trial> order = alive.stream().sorted(bestFirst()).toList();
    batch = order.subList(0, kept);
    rung++;
    return order.subList(kept, order.size());
  }

  /** The number of the last rung, at the end of a training. */
  int lastRung() {
    return rungs.size() - 1;
  }

  /** The rung of the current batch, from 0. */
  int rung() {
    return rung;
  }

  /** The best trial that was trained to its end; empty if none was. */
  Optional<Trial> winner() {
    return trials.stream()
        .filter(t -> t.rung() == rungs.size() - 1 && !Double.isNaN(t.score()))
        .min(bestFirst());
  }

  private List<Observation> observations() {
    List<Trial> order = trials.stream().sorted(bestFirst()).toList();
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      all.add(new Observation(Arrays.stream(order.get(i).point()).boxed().toList(), i));
    }
    return all;
  }

  /** Those that came farther first, then those with the better score; equal ones in their order. */
  private Comparator<Trial> bestFirst() {
    return Comparator.<Trial>comparingInt(trial -> -trial.rung())
        .thenComparingDouble(trial -> loss(metric, trial.score()));
  }

  /** The score as a number that is the smaller the better; infinite for NaN. */
  static double loss(Metric<?> metric, double score) {
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : -metric.better().ascending(score);
  }
}
