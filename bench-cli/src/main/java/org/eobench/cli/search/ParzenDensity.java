package org.eobench.cli.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A mixture of normal distributions within bounds: one around each point, as wide as the distance
 * to its farther neighbour, and one over the whole range, the prior (Bergstra et al. 2011, section
 * 4.2).
 */
final class ParzenDensity implements Density {
  /** The narrowest distribution, as a share of the range, for few and for many points. */
  private static final int MOST_POINTS = 100;

  private final double low;
  private final double high;
  private final double[] means;
  private final double[] widths;

  ParzenDensity(double low, double high, double[] points) {
    this.low = low;
    this.high = high;
    double range = high - low;
    double[] sorted = points.clone();
    Arrays.sort(sorted);
    means = Arrays.copyOf(sorted, sorted.length + 1);
    widths = new double[means.length];
    double narrowest = range / Math.min(MOST_POINTS, means.length + 1);
    for (int i = 0; i < sorted.length; i++) {
      double left = sorted[i] - (i == 0 ? low : sorted[i - 1]);
      double right = (i == sorted.length - 1 ? high : sorted[i + 1]) - sorted[i];
      widths[i] = Math.min(range, Math.max(narrowest, Math.max(left, right)));
    }
    means[sorted.length] = (low + high) / 2;
    widths[sorted.length] = range;
  }

  @Override
  public double at(double point) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += normal(i).density(point) / inside(i);
    }
    return sum / means.length;
  }

  /** The share of a component that lies within the bounds. */
  private double inside(int component) {
    return normal(component).probability(low, high);
  }

  @Override
  public double draw(RandomGenerator random) {
    NormalDistribution component = normal(random.nextInt(means.length));
    double below = component.cumulativeProbability(low);
    double above = component.cumulativeProbability(high);
    double point =
        component.inverseCumulativeProbability(below + random.nextDouble() * (above - below));
    return Math.min(high, Math.max(low, point));
  }

  private NormalDistribution normal(int component) {
    return new NormalDistribution(null, means[component], widths[component]);
  }
}
