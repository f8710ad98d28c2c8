package org.eobench.encoders.ssl4eo;

import org.eobench.core.weights.CheckpointLayout;

/**
 * Resamples BEiT's table of offsets between patches to another grid, as its authors do for
 * fine-tuning on larger images (Bao et al. 2022, arXiv:2106.08254). Near offsets keep their
 * positions, far ones are spread in a geometric progression, and a bicubic spline interpolates the
 * table.
 */
final class OffsetResampling {
  /** Rows for pairs with the class token, which are kept. */
  private static final int KEPT = 3;

  /** Minimum number of points of a cubic spline without conditions at its ends. */
  private static final int FEWEST = 4;

  private static final double SMALLEST_RATIO = 1.01;
  private static final double LARGEST_RATIO = 1.5;
  private static final double EXACT = 1e-6;

  private OffsetResampling() {}

  /** The rule for a table {@code [(2g-1)²+3,heads]} named {@code tensor} in the model. */
  static CheckpointLayout.Reshape of(String tensor) {
    return (name, values, from, to) -> {
      if (!name.equals(tensor) || from.length != 2 || to.length != 2 || from[1] != to[1]) {
        return null;
      }
      int old = side(from[0]);
      int wanted = side(to[0]);
      if (old < FEWEST || wanted < 1) {
        return null;
      }
      return fit(values, old, wanted, Math.toIntExact(to[1]));
    };
  }

  /** 2g-1, or 0 if the number of rows does not belong to a square grid. */
  private static int side(long rows) {
    int side = (int) Math.round(Math.sqrt(Math.max(0.0, (double) rows - KEPT)));
    return (long) side * side == rows - KEPT && side % 2 == 1 ? side : 0;
  }

  private static float[] fit(float[] table, int old, int wanted, int heads) {
    double[][] spline = spline(places(old, wanted), wanted);
    float[] fitted = new float[(wanted * wanted + KEPT) * heads];
    double[][] half = new double[old][wanted];
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < old; row++) {
        for (int j = 0; j < wanted; j++) {
          half[row][j] = 0;
          for (int column = 0; column < old; column++) {
            half[row][j] += spline[j][column] * table[(row * old + column) * heads + head];
          }
        }
      }
      for (int i = 0; i < wanted; i++) {
        for (int j = 0; j < wanted; j++) {
          double sum = 0;
          for (int row = 0; row < old; row++) {
            sum += spline[i][row] * half[row][j];
          }
          fitted[(i * wanted + j) * heads + head] = (float) sum;
        }
      }
    }
    System.arraycopy(table, old * old * heads, fitted, wanted * wanted * heads, KEPT * heads);
    return fitted;
  }

  /** The positions of the old offsets among the new ones, ascending, with 0 in the middle. */
  static double[] places(int old, int wanted) {
    int reach = old / 2;
    double ratio = ratio(reach, wanted / 2);
    double[] places = new double[old];
    double place = 1;
    for (int i = 0; i < reach; i++) {
      places[reach + 1 + i] = place;
      places[reach - 1 - i] = -place;
      place += Math.pow(ratio, i + 1.0);
    }
    return places;
  }

  /** The ratio with which the farthest old offset maps to the farthest new one. */
  private static double ratio(int steps, int farthest) {
    double low = SMALLEST_RATIO;
    double high = LARGEST_RATIO;
    double ratio = low;
    while (high - low > EXACT) {
      ratio = (low + high) / 2;
      double sum = (1 - Math.pow(ratio, steps)) / (1 - ratio);
      if (sum > farthest) {
        high = ratio;
      } else {
        low = ratio;
      }
    }
    return ratio;
  }

  /**
   * The cubic spline through values at {@code x} as a matrix {@code [wanted][x.length]}, evaluated
   * at integer offsets around 0. Its third derivative is continuous at the second and the
   * second-last point (not-a-knot); beyond the ends it is constant.
   */
  static double[][] spline(double[] x, int wanted) {
    int n = x.length;
    double[][] curvature = curvature(x);
    double[][] matrix = new double[wanted][n];
    for (int i = 0; i < wanted; i++) {
      double at = Math.max(x[0], Math.min(x[n - 1], i - wanted / 2));
      int k = 0;
      while (k < n - 2 && at > x[k + 1]) {
        k++;
      }
      double h = x[k + 1] - x[k];
      double a = (x[k + 1] - at) / h;
      double b = (at - x[k]) / h;
      matrix[i][k] += a;
      matrix[i][k + 1] += b;
      for (int j = 0; j < n; j++) {
        matrix[i][j] +=
            ((a * a * a - a) * curvature[k][j] + (b * b * b - b) * curvature[k + 1][j]) * h * h / 6;
      }
    }
    return matrix;
  }

  /** Second derivatives at the points, as a matrix to apply to the values there. */
  private static double[][] curvature(double[] x) {
    int n = x.length;
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int i = 1; i < n - 1; i++) {
      double before = x[i] - x[i - 1];
      double after = x[i + 1] - x[i];
      left[i][i - 1] = before;
      left[i][i] = 2 * (before + after);
      left[i][i + 1] = after;
      right[i][i - 1] = 6 / before;
      right[i][i] = -6 / before - 6 / after;
      right[i][i + 1] = 6 / after;
    }
    smooth(left[0], x, 0);
    smooth(left[n - 1], x, n - 3);
    return solve(left, right);
  }

  /** Requires the third derivative to be continuous at the point after {@code first}. */
  private static void smooth(double[] equation, double[] x, int first) {
    double before = x[first + 1] - x[first];
    double after = x[first + 2] - x[first + 1];
    equation[first] = after;
    equation[first + 1] = -before - after;
    equation[first + 2] = before;
  }

  /** {@code left⁻¹·right} by elimination with pivoting; both are overwritten. */
  private static double[][] solve(double[][] left, double[][] right) {
    int n = left.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(left[row][column]) > Math.abs(left[pivot][column])) {
          pivot = row;
        }
      }
      swap(left, column, pivot);
      swap(right, column, pivot);
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : left[row][column] / left[column][column];
        for (int k = 0; k < n && factor != 0; k++) {
          left[row][k] -= factor * left[column][k];
          right[row][k] -= factor * right[column][k];
        }
      }
    }
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < n; k++) {
        right[row][k] /= left[row][row];
      }
    }
    return right;
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }
}
