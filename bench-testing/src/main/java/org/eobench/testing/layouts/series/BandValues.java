package org.eobench.testing.layouts.series;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.eobench.testing.TiffBuilder;

/**
 * Drawn values of images: within a deviation of the mean of each band, and alike in all bands of a
 * pixel, as on the ground. The same arguments always give the same value.
 *
 * @param mean mean of each band
 * @param std deviation of each band
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BandValues(double[] mean, double[] std) {
  static final int SIDE = 16;
  static final int PIXELS = SIDE * SIDE;

  /** Reflectance times 10000 of plants, in Sentinel-2's bands B2 to B12 without those at 60 m. */
  static final BandValues REFLECTANCE = of(500, 700, 600, 1000, 2000, 2400, 2600, 2700, 1800, 1000);

  /** Backscatter in dB: VV and VH, and their difference. */
  static final BandValues BACKSCATTER =
      new BandValues(new double[] {-11, -17, 6}, new double[] {3, 3, 2});

  /** Deviations of a fifth of the means. */
  static BandValues of(double... mean) {
    double[] std = new double[mean.length];
    for (int band = 0; band < std.length; band++) {
      std[band] = mean[band] / 5;
    }
    return new BandValues(mean, std);
  }

  int bands() {
    return mean.length;
  }

  /**
   * The value of a band at a pixel.
   *
   * @param image number of image and date
   */
  double at(int image, int band, int pixel) {
    double ground = noise(31 * image + 1, pixel);
    double own = noise(image, pixel * 64 + band + 1);
    return mean[band] + std[band] * (0.9 * ground + 0.3 * own);
  }

  /** The values {@code [C,H,W]} of an image by position in C order. */
  IntToDoubleFunction image(int image) {
    return i -> at(image, i / PIXELS, i % PIXELS);
  }

  /** The values {@code [T,C,H,W]} of a series by position in C order. */
  IntToDoubleFunction series(int first) {
    int size = bands() * PIXELS;
    return i -> at(first + i / size, i % size / PIXELS, i % PIXELS);
  }

  /** The planes of an image, for {@link TiffBuilder}; rounded if its values are integers. */
  double[][] planes(int image, boolean integers) {
    return planes(image, integers, PIXELS);
  }

  /** The planes of an image of another size. */
  double[][] planes(int image, boolean integers, int pixels) {
    return IntStream.range(0, bands())
        .mapToObj(
            band ->
                IntStream.range(0, pixels)
                    .mapToDouble(pixel -> at(image, band, pixel))
                    .map(value -> integers ? Math.rint(value) : (float) value)
                    .toArray())
        .toArray(double[][]::new);
  }

  /** A number from -1 to 1. */
  static double noise(int a, int b) {
    long hash = (a * 0x9E3779B97F4A7C15L) ^ (b * 0xC2B2AE3D27D4EB4FL);
    hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 32)) * 0x94D049BB133111EBL;
    return (hash ^ (hash >>> 31)) / (double) Long.MAX_VALUE;
  }

  /** A class from 0 for a pixel: blocks of 4 x 4 pixels. */
  static int label(int image, int pixel, int classes) {
    int block = pixel / SIDE / 4 * 4 + pixel % SIDE / 4;
    return Math.floorMod(image + block, classes);
  }

  /** A path whose folder exists. */
  static Path in(Path root, String path) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return file;
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  /** Writes a text. */
  static void text(Path root, String path, String text) {
    try {
      Files.writeString(in(root, path), text);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
