package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Buckets of the distances between the places of a grid (image relative position encoding, Wu et
 * al. 2021, arXiv:2107.14222, with Euclidean distances): 3 for the same place, 4 for neighbours, 5
 * and 6 for longer distances on a logarithmic scale, and 7 for the class token with any place.
 */
final class RelativeBuckets {
  /** Number of buckets; the first three, for negative distances, are never used. */
  static final int COUNT = 8;

  private static final int CLASS = 7;
  private static final int ZERO = 3;
  private static final double ALPHA = 1.9;
  private static final double BETA = 2 * ALPHA;
  private static final double GAMMA = 8 * ALPHA;

  private RelativeBuckets() {}

  /**
   * The buckets of a class token and a grid, int64 {@code [1+N,1+G·N]}.
   *
   * @param grids how many grids of the same places follow each other in the second axis
   */
  static NDArray of(int rows, int columns, int grids, NDManager owner) {
    int places = rows * columns;
    int keys = 1 + grids * places;
    long[] buckets = new long[(1 + places) * keys];
    for (int i = 0; i <= places; i++) {
      for (int j = 0; j < keys; j++) {
        boolean isClass = i == 0 || j == 0;
        buckets[i * keys + j] = isClass ? CLASS : between(i - 1, (j - 1) % places, columns);
      }
    }
    return owner.create(buckets, new Shape(1 + places, keys));
  }

  private static int between(int one, int other, int columns) {
    int down = one / columns - other / columns;
    int across = one % columns - other % columns;
    return ZERO + index(Math.rint(Math.sqrt((double) down * down + (double) across * across)));
  }

  private static int index(double distance) {
    if (distance <= ALPHA) {
      return (int) distance;
    }
    double share = Math.log(distance / ALPHA) / Math.log(GAMMA / ALPHA);
    return (int) Math.min(Math.rint(ALPHA + share * (BETA - ALPHA)), BETA);
  }
}
