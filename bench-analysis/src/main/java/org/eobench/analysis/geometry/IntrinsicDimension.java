package org.eobench.analysis.geometry;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The number of dimensions that a set of points fills, however many coordinates it has. Points that
 * equal their nearest neighbour have no ratio of distances; they are left out.
 */
public final class IntrinsicDimension {
  private IntrinsicDimension() {}

  /**
   * TwoNN (Facco et al. 2017, Scientific Reports 7:12140): a line through the origin is fitted to
   * {@code -log(1 - F)} over the logarithms of the ratios of the second to the first distance.
   *
   * @param graph at least two neighbours of each point
   * @param discarded share of the largest ratios that is left out, above 0 and below 1
   * @return NaN if fewer than two points have a ratio
   */
  public static double twoNn(NeighbourGraph graph, double discarded) {
    double[] ratios =
        Arrays.stream(graph.distances())
            .filter(distances -> distances[0] > 0)
            .mapToDouble(distances -> distances[1] / distances[0])
            .sorted()
            .toArray();
    int kept = (int) (ratios.length * (1 - discarded));
    double products = 0;
    double squares = 0;
    for (int i = 0; i < kept; i++) {
      double x = Math.log(ratios[i]);
      products += x * -Math.log(1 - (i + 1.0) / ratios.length);
      squares += x * x;
    }
    return products / squares;
  }

  /**
   * The maximum-likelihood estimate at each point (Levina and Bickel, NeurIPS 2004).
   *
   * @param k neighbours of each point that are used, at least 3
   * @param unbiased whether the numerator is k - 2 instead of k - 1
   */
  public static double[] mleAtPoints(NeighbourGraph graph, int k, boolean unbiased) {
    return Arrays.stream(graph.distances())
        .filter(distances -> distances[0] > 0)
        .mapToDouble(
            distances -> {
              double sum = 0;
              for (int j = 0; j < k; j++) {
                sum += Math.log(distances[k - 1] / distances[j]);
              }
              return (k - (unbiased ? 2 : 1)) / sum;
            })
        .toArray();
  }

  /**
   * Estimates of all points as one, by their harmonic mean (MacKay and Ghahramani 2005), which is
   * the maximum-likelihood estimate if the dimension is the same everywhere.
   */
  public static double harmonicMean(double[] points) {
    return 1 / DoubleStream.of(points).map(point -> 1 / point).average().orElse(Double.NaN);
  }
}
