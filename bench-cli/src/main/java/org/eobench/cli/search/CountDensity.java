package org.eobench.cli.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Probabilities of values without an order: proportional to the number of points with the value,
 * plus one for each value before anything was seen (Bergstra et al. 2011, section 4.2, with equal
 * priors).
 */
final class CountDensity implements Density {
  private final double[] probabilities;

  CountDensity(int values, double[] points) {
    probabilities = new double[values];
    for (int i = 0; i < values; i++) {
      int value = i;
      long seen = Arrays.stream(points).filter(p -> Math.round(p) == value).count();
      probabilities[i] = (1.0 + seen) / (values + points.length);
    }
  }

  @Override
  public double at(double point) {
    return probabilities[(int) Math.round(point)];
  }

  @Override
  public double draw(RandomGenerator random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1.0;
  }
}
