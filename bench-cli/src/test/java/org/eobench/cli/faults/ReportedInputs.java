package org.eobench.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eobench.testing.TiffBuilder;

/**
 * Draws small folders of images and masks of the kinds that faults were reported of: 64 x 64
 * pixels, three bands with values from 500 to 2999, two classes in blocks of 8 x 8 pixels, half of
 * them each.
 */
final class ReportedInputs {
  static final int SIZE = 64;
  static final int PIXELS = SIZE * SIZE;
  static final int BANDS = 3;
  private static final int BLOCK = 8;

  /** Makes the TIFF of one image or one mask from its number. */
  interface Tiff {
    TiffBuilder of(int number);
  }

  private ReportedInputs() {}

  /** Writes {@code s0_img.tif}, {@code s0_mask.tif} and so on. */
  static Path write(Path data, int count, Tiff image, Tiff mask) {
    for (int i = 0; i < count; i++) {
      write(data, "s" + i, image.of(i), mask.of(i));
    }
    return data;
  }

  /** Writes one image and its mask. */
  static void write(Path data, String name, TiffBuilder image, TiffBuilder mask) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    image.write(data.resolve(name + "_img.tif"));
    mask.write(data.resolve(name + "_mask.tif"));
  }

  /** Writes the three lists of a split, in these words. */
  static void lists(Path data, String train, String val, String test) {
    try {
      Files.writeString(data.resolve("train.txt"), train, StandardCharsets.UTF_8);
      Files.writeString(data.resolve("val.txt"), val, StandardCharsets.UTF_8);
      Files.writeString(data.resolve("test.txt"), test, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An image whose values are only known to lie between 500 and 2999. */
  static double[][] image(int seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[][] bands = new double[BANDS][PIXELS];
    for (double[] band : bands) {
      Arrays.setAll(band, i -> random.nextInt(500, 3000));
    }
    return bands;
  }

  /** The same in every folder. */
  static double[][] image() {
    return image(1);
  }

  static TiffBuilder plainImage() {
    return integers(16, image());
  }

  /** Unsigned integers of so many bits at the place of all files. */
  static TiffBuilder integers(int bits, double[]... bands) {
    return placed(TiffBuilder.unsigned(bits, SIZE, SIZE, bands));
  }

  /** float32 samples at the place of all files. */
  static TiffBuilder floats(double[]... bands) {
    return placed(TiffBuilder.floating(32, SIZE, SIZE, bands));
  }

  private static TiffBuilder placed(TiffBuilder tiff) {
    return tiff.northUp(500_000, 4_200_000, 10, 10).epsg(32630);
  }

  /** Classes 0 and 1 in blocks like a chessboard. */
  static double[] labels() {
    double[] labels = new double[PIXELS];
    Arrays.setAll(labels, i -> (i / SIZE / BLOCK + i % SIZE / BLOCK) % 2);
    return labels;
  }

  static TiffBuilder plainMask() {
    return mask(labels());
  }

  static TiffBuilder mask(double[]... bands) {
    return integers(8, bands);
  }

  /** A copy in which chosen pixels, by their number row by row, are replaced in all bands. */
  static double[][] with(double[][] bands, IntPredicate pixels, double value) {
    return map(bands, (i, old) -> pixels.test(i) ? value : old);
  }

  static double[][] map(double[][] bands, BiFunction<Integer, Double, Double> change) {
    double[][] changed = new double[bands.length][PIXELS];
    for (int band = 0; band < bands.length; band++) {
      double[] old = bands[band];
      Arrays.setAll(changed[band], i -> change.apply(i, old[i]));
    }
    return changed;
  }

  /** Mean of the chosen pixels of each band. */
  static double[] mean(double[][] bands, IntPredicate pixels) {
    return Arrays.stream(bands)
        .mapToDouble(
            band -> chosen(band, pixels).stream().mapToDouble(v -> v).average().orElseThrow())
        .toArray();
  }

  /** Standard deviation of the chosen pixels of each band, divided by their number. */
  static double[] deviation(double[][] bands, IntPredicate pixels) {
    double[] means = mean(bands, pixels);
    double[] deviations = new double[bands.length];
    for (int band = 0; band < bands.length; band++) {
      double mean = means[band];
      deviations[band] =
          Math.sqrt(
              chosen(bands[band], pixels).stream()
                  .mapToDouble(v -> (v - mean) * (v - mean))
                  .average()
                  .orElseThrow());
    }
    return deviations;
  }

  private static List<Double> chosen(double[] band, IntPredicate pixels) {
    return java.util.stream.IntStream.range(0, band.length)
        .filter(pixels)
        .mapToObj(i -> band[i])
        .toList();
  }
}
