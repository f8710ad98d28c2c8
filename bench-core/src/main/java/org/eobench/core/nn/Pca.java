package org.eobench.core.nn;

import java.util.Arrays;
import java.util.Locale;

/**
 * Principal component analysis by the singular values of the centred points.
 *
 * @param mean {@code [D]}
 * @param components directions of largest variance, {@code [k][D]}; the entry of largest size of
 *     each is positive
 * @param variances variance along each of all directions, {@code [min(n, D)]}, with divisor n - 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pca(double[] mean, double[][] components, double[] variances) {
  /**
   * Fits points.
   *
   * @param points {@code [n][D]}, n at least 2
   * @param components k, at most min(n, D)
   */
  public static Pca of(double[][] points, int components, Decomposition decomposition) {
    if (points.length < 2 || components < 1 || components > points[0].length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d components of %d points", components, points.length));
    }
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += point[d] / points.length;
      }
    }
    Decomposition.Right svd =
        decomposition.right(
            Arrays.stream(points).map(point -> minus(point, mean)).toArray(double[][]::new));
    double[] variances =
        Arrays.stream(svd.values()).map(value -> value * value / (points.length - 1)).toArray();
    double[][] directions =
        Arrays.stream(svd.vectors()).limit(components).map(Pca::signed).toArray(double[][]::new);
    return new Pca(mean, directions, variances);
  }

  private static double[] minus(double[] point, double[] mean) {
    double[] difference = new double[point.length];
    Arrays.setAll(difference, d -> point[d] - mean[d]);
    return difference;
  }

  /** A direction and its opposite are the same component; libraries differ in which they return. */
  private static double[] signed(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    return Arrays.stream(direction).map(value -> sign * value).toArray();
  }

  /** The share of the whole variance along each direction. */
  public double[] shares() {
    double whole = Arrays.stream(variances).sum();
    return Arrays.stream(variances).map(variance -> variance / whole).toArray();
  }

  /** The least number of components that explain a share of the variance. */
  public int componentsFor(double share) {
    double[] shares = shares();
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      if (sum >= share) {
        return i + 1;
      }
    }
    return shares.length;
  }

  /** Points in the coordinates of the components, {@code [m][D]} to {@code [m][k]}. */
  public double[][] transform(double[][] points) {
    return Arrays.stream(points)
        .map(
            point -> {
              double[] centred = minus(point, mean);
              return Arrays.stream(components).mapToDouble(c -> dot(c, centred)).toArray();
            })
        .toArray(double[][]::new);
  }

  /** As {@link #transform}, with unit variance along each component. */
  public double[][] whiten(double[][] points) {
    double[][] transformed = transform(points);
    for (double[] row : transformed) {
      for (int k = 0; k < row.length; k++) {
        row[k] /= Math.sqrt(variances[k]);
      }
    }
    return transformed;
  }

  /** Points from the coordinates of the components, {@code [m][k]} to {@code [m][D]}. */
  public double[][] inverse(double[][] transformed) {
    return Arrays.stream(transformed)
        .map(
            row -> {
              double[] point = mean.clone();
              for (int k = 0; k < row.length; k++) {
                for (int d = 0; d < point.length; d++) {
                  point[d] += row[k] * components[k][d];
                }
              }
              return point;
            })
        .toArray(double[][]::new);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
