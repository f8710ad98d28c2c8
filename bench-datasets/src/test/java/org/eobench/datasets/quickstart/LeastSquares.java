package org.eobench.datasets.quickstart;

import java.util.Arrays;

/** A linear function of some features, fitted to numbers: the simplest probe there is. */
final class LeastSquares {
  private final int width;
  private final double[][] products;
  private final double[] answers;
  private double[] weights = {};

  /**
   * @param features number of features, to which a constant is added
   */
  LeastSquares(int features) {
    width = features + 1;
    products = new double[width][width];
    answers = new double[width];
  }

  void add(double[] features, double wanted) {
    double[] x = Arrays.copyOf(features, width);
    x[width - 1] = 1;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        products[i][j] += x[i] * x[j];
      }
      answers[i] += x[i] * wanted;
    }
  }

  /** Solves the normal equations, a little damped, by elimination with pivots. */
  LeastSquares fit() {
    double[][] a = new double[width][];
    for (int i = 0; i < width; i++) {
      a[i] = Arrays.copyOf(products[i], width + 1);
      a[i][i] += 1e-9 * products[width - 1][width - 1];
      a[i][width] = answers[i];
    }
    for (int column = 0; column < width; column++) {
      int pivot = column;
      for (int row = column + 1; row < width; row++) {
        pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
      }
      double[] swapped = a[pivot];
      a[pivot] = a[column];
      a[column] = swapped;
      for (int row = 0; row < width; row++) {
        double factor = row == column ? 0 : a[row][column] / a[column][column];
        for (int k = column; k <= width; k++) {
          a[row][k] -= factor * a[column][k];
        }
      }
    }
    weights = new double[width];
    for (int i = 0; i < width; i++) {
      weights[i] = a[i][width] / a[i][i];
    }
    return this;
  }

  double predict(double[] features) {
    double sum = weights[width - 1];
    for (int i = 0; i < width - 1; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }
}
