package org.eobench.datasets.raster;

/**
 * The source pixels along one axis that one target pixel is interpolated from: those nearer than
 * one pixel of the coarser grid, with weights that fall with the distance of the centres.
 *
 * @param first index of the first pixel
 * @param weights weights of the pixels from there on
 * @param nearest index of the pixel that contains the centre
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Taps(int first, double[] weights, int nearest) {

  /**
   * @param centre position among the centres of the source pixels
   * @param radius 1, or the size of a target pixel if that is larger
   * @param size number of source pixels
   */
  static Taps of(double centre, double radius, int size) {
    int nearest = (int) Math.max(0, Math.min(size - 1, Math.floor(centre + 0.5)));
    int first = (int) Math.max(0, Math.min(nearest, Math.floor(centre - radius) + 1));
    int last = (int) Math.min(size - 1, Math.max(nearest, Math.ceil(centre + radius) - 1));
    double[] weights = new double[last - first + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, 1 - Math.abs(first + i - centre) / radius);
      sum += weights[i];
    }
    if (sum == 0) {
      weights[nearest - first] = 1; // The centre is outside, a whole pixel from the edge.
    }
    return new Taps(first, weights, nearest);
  }

  int last() {
    return first + weights.length - 1;
  }
}
