package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * A smooth random surface over a chip: value noise, which interpolates random heights on a lattice
 * with smoothstep curves and sums octaves of decreasing size. It uses only basic arithmetic, so
 * that every machine generates the same surface.
 */
final class SmoothField {
  private final int size;
  private final float[] values;

  /**
   * @param size chip size in pixels
   * @param cell spacing of the coarsest lattice in pixels
   * @param octaves number of summed surfaces, each with half the cell and half the height of the
   *     previous
   */
  SmoothField(int size, double cell, int octaves, Random random) {
    this.size = size;
    values = new float[size * size];
    double height = 1;
    double step = cell;
    for (int octave = 0; octave < octaves; octave++) {
      add(step, height, random);
      height /= 2;
      step /= 2;
    }
    stretch();
  }

  private void add(double cell, double height, Random random) {
    int side = (int) (size / cell) + 3;
    double[] lattice = new double[side * side];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = random.nextDouble();
    }
    double shiftRow = random.nextDouble();
    double shiftCol = random.nextDouble();
    for (int row = 0; row < size; row++) {
      double y = row / cell + shiftRow;
      int top = (int) y;
      double v = smooth(y - top);
      for (int col = 0; col < size; col++) {
        double x = col / cell + shiftCol;
        int left = (int) x;
        double u = smooth(x - left);
        int at = top * side + left;
        double upper = lattice[at] + u * (lattice[at + 1] - lattice[at]);
        double lower = lattice[at + side] + u * (lattice[at + side + 1] - lattice[at + side]);
        values[row * size + col] += (float) (height * (upper + v * (lower - upper)));
      }
    }
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  /** A smooth step from 0 at {@code from} to 1 at {@code to}. */
  static double step(double from, double to, double x) {
    double t = Math.min(1, Math.max(0, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /** Stretches the surface to the range 0 to 1. */
  private void stretch() {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - least) / (most - least);
    }
  }

  /** Height at a pixel, 0 to 1. */
  double at(int pixel) {
    return values[pixel];
  }

  /** The height above which the given share of the pixels lies. */
  double levelOf(double share) {
    float[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int index = (int) ((1 - share) * (sorted.length - 1));
    return share <= 0 ? 2 : sorted[index];
  }
}
