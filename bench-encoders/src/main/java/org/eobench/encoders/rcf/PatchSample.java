package org.eobench.encoders.rcf;

import java.util.SplittableRandom;

/**
 * Draws random patches from a stream of images of unknown length. Each patch comes from any image
 * with equal probability, independently of the others, and from any position in it. A patch with a
 * single value, which is missing data, is drawn again.
 */
final class PatchSample {
  private static final int REDRAWS = 20;

  private final int side;
  private final double[][] patches;
  private final SplittableRandom random;
  private long images;

  /**
   * @param count number of patches
   * @param side patch size in pixels
   */
  PatchSample(int count, int side, long seed) {
    this.side = side;
    patches = new double[count][];
    random = new SplittableRandom(seed);
  }

  /**
   * Adds one more image.
   *
   * @param values bands, rows, columns in C order
   * @param from index of the image's first value
   */
  void add(float[] values, int from, int bands, int height, int width) {
    images++;
    for (int i = 0; i < patches.length; i++) {
      if (random.nextLong(images) == 0) {
        double[] patch = draw(values, from, bands, height, width);
        for (int more = 0; more < REDRAWS && isFlat(patch, bands); more++) {
          patch = draw(values, from, bands, height, width);
        }
        // An image without data contains no patch that can be whitened.
        patches[i] = patches[i] != null && isFlat(patch, bands) ? patches[i] : patch;
      }
    }
  }

  private double[] draw(float[] values, int from, int bands, int height, int width) {
    int top = random.nextInt(height - side + 1);
    int left = random.nextInt(width - side + 1);
    return cut(values, from, bands, height, width, top, left);
  }

  /** Whether each band has only one value, as pixels without data have. */
  private boolean isFlat(double[] patch, int bands) {
    int plane = side * side;
    for (int c = 0; c < bands; c++) {
      for (int i = 1; i < plane; i++) {
        if (patch[c * plane + i] != patch[c * plane]) {
          return false;
        }
      }
    }
    return true;
  }

  private double[] cut(
      float[] values, int from, int bands, int height, int width, int top, int left) {
    double[] patch = new double[bands * side * side];
    int at = 0;
    for (int c = 0; c < bands; c++) {
      for (int y = top; y < top + side; y++) {
        int row = from + (c * height + y) * width;
        for (int x = left; x < left + side; x++) {
          patch[at++] = values[row + x];
        }
      }
    }
    return patch;
  }

  long images() {
    return images;
  }

  /** The patches; requires at least one image. */
  double[][] patches() {
    return patches.clone();
  }
}
