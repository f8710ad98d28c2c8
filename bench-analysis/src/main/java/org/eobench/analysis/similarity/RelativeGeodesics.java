package org.eobench.analysis.similarity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.eobench.analysis.geometry.Geodesics;
import org.eobench.analysis.geometry.NeighbourGraph;
import org.eobench.report.statistics.Alternative;
import org.eobench.report.statistics.RankCorrelation;

/**
 * Compares two encoders by relative representations (Moschella et al., ICLR 2023,
 * arXiv:2209.15430): every image is described by its distances to the same anchors. The distances
 * are lengths of paths along each encoder's own graph of neighbours, so that only the order along
 * the data counts, not the width or the scale of the embeddings.
 *
 * @param anchors number of anchors, which are evenly spaced among the images
 * @param reached share of the pairs of image and anchor that a path joins in both graphs; the
 *     others do not count
 * @param cosine mean cosine of the two descriptions of an image, each without the mean description
 *     of its encoder; NaN if there is none
 * @param spearman rank correlation of all lengths of the one encoder with those of the other
 */
public record RelativeGeodesics(int anchors, double reached, double cosine, double spearman) {
  private static final int MOST_ANCHORS = 100;

  /** Compares two graphs of the same images. */
  public static RelativeGeodesics of(NeighbourGraph first, NeighbourGraph second) {
    int points = first.points();
    int anchors = Math.min(points, MOST_ANCHORS);
    Geodesics one = new Geodesics(first);
    Geodesics other = new Geodesics(second);
    double[][] a = new double[anchors][];
    double[][] b = new double[anchors][];
    IntStream.range(0, anchors)
        .parallel()
        .forEach(
            i -> {
              int anchor = (int) ((long) i * points / anchors);
              a[i] = one.from(anchor);
              b[i] = other.from(anchor);
            });
    boolean[][] both = new boolean[anchors][points];
    long joined = 0;
    for (int i = 0; i < anchors; i++) {
      for (int point = 0; point < points; point++) {
        both[i][point] = Double.isFinite(a[i][point]) && Double.isFinite(b[i][point]);
        joined += both[i][point] ? 1 : 0;
      }
    }
    double[] lengthsA = kept(a, both, joined);
    double[] lengthsB = kept(b, both, joined);
    double rho =
        joined < 2
            ? Double.NaN
            : RankCorrelation.spearman(lengthsA, lengthsB, Alternative.TWO_SIDED).statistic();
    return new RelativeGeodesics(
        anchors, (double) joined / ((long) anchors * points), cosine(a, b, both), rho);
  }

  private static double[] kept(double[][] lengths, boolean[][] both, long joined) {
    double[] kept = new double[Math.toIntExact(joined)];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      for (int point = 0; point < lengths[i].length; point++) {
        if (both[i][point]) {
          kept[at++] = lengths[i][point];
        }
      }
    }
    return kept;
  }

  private static double cosine(double[][] a, double[][] b, boolean[][] both) {
    double[] meanA = means(a, both);
    double[] meanB = means(b, both);
    double sum = 0;
    int counted = 0;
    for (int point = 0; point < both[0].length; point++) {
      double products = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int i = 0; i < both.length; i++) {
        if (both[i][point]) {
          double x = a[i][point] - meanA[i];
          double y = b[i][point] - meanB[i];
          products += x * y;
          squaresA += x * x;
          squaresB += y * y;
        }
      }
      if (squaresA > 0 && squaresB > 0) {
        sum += products / Math.sqrt(squaresA * squaresB);
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  /** The mean length to each anchor. */
  private static double[] means(double[][] lengths, boolean[][] both) {
    double[] means = new double[lengths.length];
    Arrays.setAll(
        means,
        i ->
            IntStream.range(0, lengths[i].length)
                .filter(point -> both[i][point])
                .mapToDouble(point -> lengths[i][point])
                .average()
                .orElse(0));
    return means;
  }
}
