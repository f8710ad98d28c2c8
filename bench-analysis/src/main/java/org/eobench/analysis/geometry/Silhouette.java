package org.eobench.analysis.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well labels separate points (Rousseeuw 1987, J. Comput. Appl. Math. 20): of each point,
 * {@code (b - a) / max(a, b)} with a its mean distance to the other points of its label and b that
 * to the points of the nearest other label. 1 is best, 0 is on the border, below 0 in the wrong
 * cluster.
 */
public final class Silhouette {
  private Silhouette() {}

  /**
   * The value of each point; 0 for the only point of a label.
   *
   * @param points {@code [n][D]}
   * @param labels {@code [n]}, at least two different ones
   */
  public static double[] ofPoints(double[][] points, int[] labels, Distance distance) {
    int[] known = Arrays.stream(labels).distinct().sorted().toArray();
    if (known.length < 2) {
      throw new IllegalArgumentException("a silhouette requires two labels");
    }
    int[] cluster = Arrays.stream(labels).map(label -> Arrays.binarySearch(known, label)).toArray();
    int[] sizes = new int[known.length];
    Arrays.stream(cluster).forEach(c -> sizes[c]++);
    return IntStream.range(0, points.length)
        .parallel()
        .mapToDouble(point -> ofPoint(points, cluster, sizes, point, distance))
        .toArray();
  }

  private static double ofPoint(
      double[][] points, int[] cluster, int[] sizes, int point, Distance distance) {
    int own = cluster[point];
    if (sizes[own] == 1) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    for (int other = 0; other < points.length; other++) {
      if (other != point) {
        sums[cluster[other]] += distance.between(points[point], points[other]);
      }
    }
    double within = sums[own] / (sizes[own] - 1);
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (c != own) {
        nearest = Math.min(nearest, sums[c] / sizes[c]);
      }
    }
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }

  /** The mean over all points. */
  public static double score(double[][] points, int[] labels, Distance distance) {
    return Arrays.stream(ofPoints(points, labels, distance)).average().orElse(Double.NaN);
  }
}
