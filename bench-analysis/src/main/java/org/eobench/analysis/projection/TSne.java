package org.eobench.analysis.projection;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Exact t-SNE in two dimensions (van der Maaten and Hinton 2008, JMLR 9), from the first two
 * principal components (Kobak and Berens 2019), so that no random number is used. Time and memory
 * grow with the square of the number of points.
 *
 * @param perplexity effective number of neighbours of a point; at least 1, and at most a third of
 *     the other points
 * @param iterations steps of gradient descent, of which the first quarter exaggerates attraction
 */
public record TSne(double perplexity, int iterations) {
  private static final double EXAGGERATION = 12;
  private static final double START_DEVIATION = 1e-4;
  private static final double LEAST_GAIN = 0.01;
  private static final double TINY = 1e-12;
  private static final int SEARCH_STEPS = 64;
  private static final double SEARCH_TOLERANCE = 1e-7;

  public TSne {
    if (!(perplexity >= 1) || iterations < 4) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "perplexity %s and %d iterations", perplexity, iterations));
    }
  }

  /**
   * Places points in the plane.
   *
   * @param points {@code [n][D]}
   * @param start a first placement {@code [n][2]}, such as the first two principal components; its
   *     scale does not count
   * @param after gets the number of each step that is done, from 1
   * @return {@code [n][2]}
   */
  public double[][] project(double[][] points, double[][] start, IntConsumer after) {
    int n = points.length;
    if (3 * perplexity > n - 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "perplexity %s of %d points", perplexity, n));
    }
    double[][] attraction = joint(points);
    double[][] y = scaled(start);
    double[][] velocity = new double[n][2];
    double[][] gains = new double[n][2];
    Arrays.stream(gains).forEach(gain -> Arrays.fill(gain, 1));
    int early = iterations / 4;
    double rate = Math.max(n / EXAGGERATION / 4, 50);
    for (int i = 0; i < iterations; i++) {
      if (i == early) {
        // Speed that was gained under exaggeration would tear clusters apart.
        Arrays.stream(velocity).forEach(speed -> Arrays.fill(speed, 0));
        Arrays.stream(gains).forEach(gain -> Arrays.fill(gain, 1));
      }
      double[][] gradient = gradient(attraction, y, i < early ? EXAGGERATION : 1);
      double momentum = i < early ? 0.5 : 0.8;
      for (int point = 0; point < n; point++) {
        for (int d = 0; d < 2; d++) {
          boolean turns = gradient[point][d] > 0 == velocity[point][d] > 0;
          double gain = turns ? gains[point][d] * 0.8 : gains[point][d] + 0.2;
          gains[point][d] = Math.max(LEAST_GAIN, gain);
          velocity[point][d] =
              momentum * velocity[point][d] - rate * gains[point][d] * gradient[point][d];
          y[point][d] += velocity[point][d];
        }
      }
      after.accept(i + 1);
    }
    return y;
  }

  private static double[][] scaled(double[][] start) {
    double mean = Arrays.stream(start).mapToDouble(row -> row[0]).average().orElse(0);
    double variance =
        Arrays.stream(start)
            .mapToDouble(row -> (row[0] - mean) * (row[0] - mean))
            .average()
            .orElse(0);
    double factor = START_DEVIATION / Math.max(Math.sqrt(variance), TINY);
    return Arrays.stream(start)
        .map(row -> new double[] {row[0] * factor, row[1] * factor})
        .toArray(double[][]::new);
  }

  /** The symmetric joint probabilities of all pairs, whose sum is 1. */
  double[][] joint(double[][] points) {
    int n = points.length;
    double[][] p = new double[n][];
    IntStream.range(0, n).parallel().forEach(i -> p[i] = conditional(points, i));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double both = Math.max((p[i][j] + p[j][i]) / (2.0 * n), TINY);
        p[i][j] = both;
        p[j][i] = both;
      }
    }
    return p;
  }

  /** The probabilities of a point's neighbours, with the width that gives the perplexity. */
  double[] conditional(double[][] points, int i) {
    int n = points.length;
    double[] squares = new double[n];
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int d = 0; d < points[i].length; d++) {
        double difference = points[i][d] - points[j][d];
        sum += difference * difference;
      }
      squares[j] = sum;
      least = j == i ? least : Math.min(least, sum);
    }
    double wanted = Math.log(perplexity);
    double precision = 1 / Math.max(mean(squares), TINY);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double[] p = new double[n];
    for (int step = 0; step < SEARCH_STEPS; step++) {
      double sum = 0;
      double moment = 0;
      for (int j = 0; j < n; j++) {
        // The nearest neighbour has weight 1, so that the sum is never 0.
        p[j] = j == i ? 0 : Math.exp(-precision * (squares[j] - least));
        sum += p[j];
        moment += p[j] * (squares[j] - least);
      }
      double entropy = Math.log(sum) + precision * moment / sum;
      for (int j = 0; j < n; j++) {
        p[j] /= sum;
      }
      if (Math.abs(entropy - wanted) < SEARCH_TOLERANCE) {
        break;
      }
      if (entropy > wanted) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
      } else {
        high = precision;
        precision = (low + high) / 2;
      }
    }
    return p;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double[][] gradient(double[][] attraction, double[][] y, double exaggeration) {
    int n = y.length;
    double[] sums = new double[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < n; j++) {
                sums[i] += j == i ? 0 : kernel(y[i], y[j]);
              }
            });
    // In order, so that the result does not depend on the number of threads.
    double all = 0;
    for (double sum : sums) {
      all += sum;
    }
    double whole = all;
    double[][] gradient = new double[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              double across = 0;
              double down = 0;
              for (int j = 0; j < n; j++) {
                if (j != i) {
                  double kernel = kernel(y[i], y[j]);
                  double force = 4 * (exaggeration * attraction[i][j] - kernel / whole) * kernel;
                  across += force * (y[i][0] - y[j][0]);
                  down += force * (y[i][1] - y[j][1]);
                }
              }
              gradient[i] = new double[] {across, down};
            });
    return gradient;
  }

  /** Student's t distribution with one degree of freedom, not normalised. */
  private static double kernel(double[] a, double[] b) {
    double across = a[0] - b[0];
    double down = a[1] - b[1];
    return 1 / (1 + across * across + down * down);
  }
}
