package org.eobench.analysis.similarity;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Linear centred kernel alignment of two sets of embeddings of the same images (Kornblith et al.,
 * ICML 2019, arXiv:1905.00414): 1 for embeddings that differ by a rotation and a scale. The biased
 * value nears 1 when the embeddings are wider than there are images, whatever they are; the
 * debiased one (Song et al. 2007; Nguyen et al. 2021, arXiv:2010.15327) is 0 in the mean for
 * unrelated embeddings, and may be below 0.
 *
 * @param biased 0 to 1
 * @param debiased at most 1
 */
public record LinearCka(double biased, double debiased) {
  private static final int LEAST = 4;

  /**
   * Compares two sets; n images in the same order.
   *
   * @param x {@code [n][p]}, n at least 4
   * @param y {@code [n][q]}
   */
  public static LinearCka of(double[][] x, double[][] y) {
    if (x.length != y.length || x.length < LEAST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "CKA of %d and %d images; at least %d", x.length, y.length, LEAST));
    }
    double[][] cx = centred(x);
    double[][] cy = centred(y);
    Sums sums =
        IntStream.range(0, x.length)
            .parallel()
            .mapToObj(row -> Sums.ofRow(cx, cy, row))
            .toList()
            .stream() // in order, so that the result does not depend on the number of threads
            .reduce(Sums.NONE, Sums::plus);
    return new LinearCka(
        sums.xy / Math.sqrt(sums.xx * sums.yy),
        sums.hsic(sums.offXy, sums.totalX, sums.totalY, sums.rowsXy, x.length)
            / Math.sqrt(
                sums.hsic(sums.offXx, sums.totalX, sums.totalX, sums.rowsXx, x.length)
                    * sums.hsic(sums.offYy, sums.totalY, sums.totalY, sums.rowsYy, x.length)));
  }

  private static double[][] centred(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += row[d] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i].clone();
      for (int d = 0; d < mean.length; d++) {
        row[d] -= mean[d];
      }
      centred[i] = row;
    }
    return centred;
  }

  /**
   * Sums over the Gram matrices K of x and L of y, which are never kept: products of their elements
   * with the diagonal ({@code xy}) and without ({@code offXy}), products of their row sums without
   * the diagonal ({@code rowsXy}), and the totals of those.
   */
  private record Sums(
      double xy,
      double xx,
      double yy,
      double offXy,
      double offXx,
      double offYy,
      double rowsXy,
      double rowsXx,
      double rowsYy,
      double totalX,
      double totalY) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Sums ofRow(double[][] x, double[][] y, int row) {
      double xy = 0;
      double xx = 0;
      double yy = 0;
      double rowX = 0;
      double rowY = 0;
      for (int other = 0; other < x.length; other++) {
        if (other != row) {
          double k = dot(x[row], x[other]);
          double l = dot(y[row], y[other]);
          xy += k * l;
          xx += k * k;
          yy += l * l;
          rowX += k;
          rowY += l;
        }
      }
      double k = dot(x[row], x[row]);
      double l = dot(y[row], y[row]);
      return new Sums(
          xy + k * l,
          xx + k * k,
          yy + l * l,
          xy,
          xx,
          yy,
          rowX * rowY,
          rowX * rowX,
          rowY * rowY,
          rowX,
          rowY);
    }

    Sums plus(Sums o) {
      return new Sums(
          xy + o.xy,
          xx + o.xx,
          yy + o.yy,
          offXy + o.offXy,
          offXx + o.offXx,
          offYy + o.offYy,
          rowsXy + o.rowsXy,
          rowsXx + o.rowsXx,
          rowsYy + o.rowsYy,
          totalX + o.totalX,
          totalY + o.totalY);
    }

    /** The unbiased estimate of HSIC, without its divisor n (n - 3), which cancels. */
    double hsic(double products, double totalA, double totalB, double rows, double n) {
      return products + totalA * totalB / ((n - 1) * (n - 2)) - 2 / (n - 2) * rows;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
