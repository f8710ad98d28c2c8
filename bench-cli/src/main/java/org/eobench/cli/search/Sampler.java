package org.eobench.cli.search;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the point of a new trial. */
interface Sampler {
  /**
   * A point, one number for each dimension.
   *
   * @param earlier the trials so far; empty at the beginning
   */
  double[] draw(List<Dimension> space, List<Observation> earlier, RandomGenerator random);

  /** All points equally likely. */
  static double[] uniform(List<Dimension> space, RandomGenerator random) {
    return space.stream().mapToDouble(dimension -> dimension.draw(random)).toArray();
  }
}
