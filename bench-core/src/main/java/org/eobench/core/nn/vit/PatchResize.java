package org.eobench.core.nn.vit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.eobench.core.nn.ModelSize;

/**
 * Resizes the kernel of a patch embedding so that the tokens keep their meaning: the pseudo-inverse
 * resize of FlexiViT (Beyer et al. 2023, arXiv:2212.08013, section 3.4). With R as the bilinear
 * resize of a patch, the new kernel is {@code pinv(Rᵀ)·w}. For a larger patch, the resized image
 * then gives exactly the old tokens; with a plainly resized kernel it would not.
 *
 * <p>R is separable, and so is its pseudo-inverse, so two small matrices suffice. It is computed in
 * Java because it runs only once, when weights are loaded.
 */
public final class PatchResize {
  private PatchResize() {}

  /**
   * Resizes square kernels.
   *
   * @param kernel {@code [planes,from,from]} in C order
   * @return {@code [planes,to,to]}
   */
  public static float[] resize(float[] kernel, int planes, int from, int to) {
    double[][] inverse = pseudoInverse(bilinear(from, to));
    float[] resized = new float[ModelSize.values(planes, to, to)];
    double[][] half = new double[to][from];
    for (int plane = 0; plane < planes; plane++) {
      int source = plane * from * from;
      for (int i = 0; i < to; i++) {
        for (int x = 0; x < from; x++) {
          double sum = 0;
          for (int y = 0; y < from; y++) {
            sum += inverse[i][y] * kernel[source + y * from + x];
          }
          half[i][x] = sum;
        }
      }
      for (int i = 0; i < to; i++) {
        for (int j = 0; j < to; j++) {
          double sum = 0;
          for (int x = 0; x < from; x++) {
            sum += inverse[j][x] * half[i][x];
          }
          resized[(plane * to + i) * to + j] = (float) sum;
        }
      }
    }
    return resized;
  }

  /**
   * The pseudo-inverse of the bicubic resize (a = -0.5, as in Pillow) along one axis. The resized
   * kernel is this matrix times the kernel times the transposed matrix.
   *
   * @return {@code [to,from]} in C order
   */
  public static float[] bicubicFactor(int from, int to) {
    double[][] inverse = pseudoInverse(weights(from, to, PatchResize::cubic));
    float[] factor = new float[ModelSize.values(to, from)];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = (float) inverse[i / from][i % from];
    }
    return factor;
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /**
   * Bilinear resize along one axis, {@code [to][from]}, with half-pixel centres and a kernel that
   * widens when shrinking.
   */
  static double[][] bilinear(int from, int to) {
    return weights(from, to, x -> Math.max(0, 1 - x));
  }

  /**
   * Resize along one axis, {@code [to][from]}.
   *
   * @param kernel weight of a pixel by its distance, in pixels of the coarser of the two grids
   */
  private static double[][] weights(int from, int to, DoubleUnaryOperator kernel) {
    double scale = (double) from / to;
    double reach = Math.max(scale, 1);
    double[][] weights = new double[to][from];
    for (int i = 0; i < to; i++) {
      double total = 0;
      for (int tap = 0; tap < from; tap++) {
        double distance = Math.abs((i + 0.5) * scale - (tap + 0.5));
        weights[i][tap] = kernel.applyAsDouble(distance / reach);
        total += weights[i][tap];
      }
      for (int tap = 0; tap < from; tap++) {
        weights[i][tap] /= total;
      }
    }
    return weights;
  }

  /** {@code pinv(Rᵀ)} of {@code R [to][from]} with full rank, as {@code [to][from]}. */
  private static double[][] pseudoInverse(double[][] r) {
    boolean grows = r.length >= r[0].length;
    // R·(RᵀR)⁻¹ if there are more rows than columns; otherwise (R·Rᵀ)⁻¹·R.
    double[][] tall = grows ? transposed(r) : r;
    double[][] solved = solve(product(tall, transposed(tall)), tall);
    return grows ? transposed(solved) : solved;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  /**
   * {@code a⁻¹·b} for a positive definite {@code a}, which is overwritten; no pivoting is needed.
   */
  private static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    double[][] x = Arrays.stream(b).map(double[]::clone).toArray(double[][]::new);
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = 0; row < n; row++) {
        if (row != pivot) {
          double factor = a[row][pivot] / a[pivot][pivot];
          for (int k = pivot; k < n; k++) {
            a[row][k] -= factor * a[pivot][k];
          }
          for (int k = 0; k < x[0].length; k++) {
            x[row][k] -= factor * x[pivot][k];
          }
        }
      }
    }
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < x[0].length; k++) {
        x[row][k] /= a[row][row];
      }
    }
    return x;
  }
}
