package org.eobench.cli.search;

import java.util.random.RandomGenerator;

/** A density of points of one dimension, estimated from some. */
interface Density {
  /** The density, or the probability of a value without an order. */
  double at(double point);

  /** A point of the density. */
  double draw(RandomGenerator random);

  /** The estimate for a dimension. */
  static Density of(Dimension dimension, double[] points) {
    return dimension.ordered()
        ? new ParzenDensity(dimension.low(), dimension.high(), points)
        : new CountDensity(dimension.values().size(), points);
  }
}
