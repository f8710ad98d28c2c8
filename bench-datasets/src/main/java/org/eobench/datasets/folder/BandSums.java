package org.eobench.datasets.folder;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;

/**
 * Accumulates the statistics of each band; NaN (a pixel without data) and infinities are skipped.
 */
final class BandSums {
  private final int bands;
  private final double[] shift;
  private final double[] sum;
  private final double[] squares;
  private final double[] least;
  private final double[] most;
  private final long[] count;
  private final double[] infinite;

  BandSums(int bands) {
    this.bands = bands;
    this.shift = new double[bands];
    this.sum = new double[bands];
    this.squares = new double[bands];
    this.least = new double[bands];
    this.most = new double[bands];
    this.count = new long[bands];
    this.infinite = new double[bands];
  }

  /**
   * Adds an image.
   *
   * @param image {@code [C,T,H,W]} with these bands
   */
  void add(Image image) {
    int series = image.frames() * image.height() * image.width();
    for (int band = 0; band < bands; band++) {
      for (int i = band * series; i < (band + 1) * series; i++) {
        float value = image.data()[i];
        if (Float.isInfinite(value)) {
          infinite[band] = value;
        } else if (!Float.isNaN(value)) {
          add(band, value);
        }
      }
    }
  }

  private void add(int band, double value) {
    if (count[band]++ == 0) {
      // Sums around a typical value keep their precision.
      shift[band] = value;
      least[band] = value;
      most[band] = value;
    }
    double from = value - shift[band];
    sum[band] += from;
    squares[band] += from * from;
    least[band] = Math.min(least[band], value);
    most[band] = Math.max(most[band], value);
  }

  /** An infinite value of the band with the given index; 0 if there was none. */
  double infinite(int band) {
    return infinite[band];
  }

  /** The statistics; all 0 for a band without data, which cannot be normalised. */
  BandStats stats() {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    List<Double> minima = new ArrayList<>();
    List<Double> maxima = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      double pixels = Math.max(1, count[band]);
      double mean = sum[band] / pixels;
      means.add(mean + shift[band]);
      deviations.add(Math.sqrt(Math.max(0, squares[band] / pixels - mean * mean)));
      minima.add(least[band]);
      maxima.add(most[band]);
    }
    return new BandStats(means, deviations, minima, maxima);
  }
}
