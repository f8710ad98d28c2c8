package org.eobench.encoders.rcf;

/**
 * Turns patches of images into kernels, as MOSAIKS does: each patch loses its mean and is scaled to
 * length one; then it is whitened twice (ZCA), once for itself and once for the patches it will be
 * multiplied with, which is one multiplication by {@code (C + 0.001·1)⁻¹}, C being the mean of the
 * patches' outer products.
 */
final class PatchWhitening {
  private static final double ZCA_BIAS = 1e-3;

  /** Shorter patches, which are flat, are not scaled. */
  private static final double SHORTEST = 1e-8;

  private PatchWhitening() {}

  /**
   * Kernels of as many values as there are in a patch.
   *
   * @param patches {@code [N][values]}; not changed
   */
  static double[][] kernels(double[][] patches) {
    int n = patches.length;
    double[][] units = new double[n][];
    for (int i = 0; i < n; i++) {
      units[i] = unit(patches[i]);
    }
    double[][] factor = choleskyFactor(covariance(units));
    double[][] kernels = new double[n][];
    for (int i = 0; i < n; i++) {
      kernels[i] = solve(factor, units[i]);
    }
    return kernels;
  }

  private static double[] unit(double[] patch) {
    double mean = 0;
    for (double value : patch) {
      mean += value / patch.length;
    }
    double squares = 0;
    double[] unit = new double[patch.length];
    for (int k = 0; k < patch.length; k++) {
      unit[k] = patch[k] - mean;
      squares += unit[k] * unit[k];
    }
    double length = Math.sqrt(squares);
    for (int k = 0; k < patch.length && length >= SHORTEST; k++) {
      unit[k] /= length;
    }
    return unit;
  }

  /** The mean outer product, with the bias on its diagonal, which makes it positive definite. */
  private static double[][] covariance(double[][] units) {
    int size = units[0].length;
    double[][] covariance = new double[size][size];
    for (double[] unit : units) {
      for (int r = 0; r < size; r++) {
        for (int c = 0; c <= r; c++) {
          covariance[r][c] += unit[r] * unit[c] / units.length;
        }
      }
    }
    for (int r = 0; r < size; r++) {
      covariance[r][r] += ZCA_BIAS;
    }
    return covariance;
  }

  /** L with {@code L·Lᵀ = matrix}, of which only the lower half is read. */
  private static double[][] choleskyFactor(double[][] matrix) {
    int size = matrix.length;
    double[][] factor = new double[size][size];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c <= r; c++) {
        double rest = matrix[r][c];
        for (int k = 0; k < c; k++) {
          rest -= factor[r][k] * factor[c][k];
        }
        factor[r][c] = r == c ? Math.sqrt(rest) : rest / factor[c][c];
      }
    }
    return factor;
  }

  /** x with {@code L·Lᵀ·x = right}. */
  private static double[] solve(double[][] factor, double[] right) {
    int size = right.length;
    double[] x = right.clone();
    for (int r = 0; r < size; r++) {
      for (int k = 0; k < r; k++) {
        x[r] -= factor[r][k] * x[k];
      }
      x[r] /= factor[r][r];
    }
    for (int r = size - 1; r >= 0; r--) {
      for (int k = r + 1; k < size; k++) {
        x[r] -= factor[k][r] * x[k];
      }
      x[r] /= factor[r][r];
    }
    return x;
  }
}
