package org.eobench.cli.search;

import java.util.List;
import org.eobench.cli.sweep.SweepJob;

/** One point of the space with its job, and how far and how well it came. */
final class Trial {
  private final double[] point;
  private final List<String> overrides;
  private final SweepJob job;
  private int rung = -1;
  private double score = Double.NaN;

  Trial(double[] point, List<String> overrides, SweepJob job) {
    this.point = point;
    this.overrides = List.copyOf(overrides);
    this.job = job;
  }

  double[] point() {
    return point;
  }

  /** The values of the space, as overrides. */
  List<String> overrides() {
    return overrides;
  }

  /** The job that trains it to its end. */
  SweepJob job() {
    return job;
  }

  /** It came to a rung. */
  void reached(int reachedRung, double validationScore) {
    rung = reachedRung;
    score = validationScore;
  }

  /** The last rung that it came to, from 0; -1 if it failed before the first. */
  int rung() {
    return rung;
  }

  /** The best validation score up to that rung; NaN if there is none. */
  double score() {
    return score;
  }
}
