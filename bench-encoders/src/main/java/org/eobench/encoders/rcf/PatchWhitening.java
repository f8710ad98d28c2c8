package org.eobench.encoders.rcf;

/**
 * Turns image patches into kernels, as in MOSAIKS. Each patch is centred and scaled to unit length.
 * It is then whitened twice (ZCA), once for itself and once for the patches that it is multiplied
 * with. Both are one multiplication by {@code (C + 0.001·1)⁻¹}, where C is the mean outer product
 * of the patches.
 */
final class PatchWhitening {
  private static final double ZCA_BIAS = 1e-3;

  /** Patches with a smaller norm are flat and are not scaled. */
  private static final double SHORTEST = 1e-8;

  private PatchWhitening() {}

  /**
   * Returns kernels with as many values as a patch.
   *
   * @param patches {@code [N][values]}; not modified
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

  /**
   * The mean outer product with the regularization on its diagonal, which makes it positive
   * definite.
   */
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

  /** L with {@code L·Lᵀ = matrix}; only the lower half of the matrix is read. */
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
