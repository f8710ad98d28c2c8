package org.eobench.cli.jar;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;

/** Writes a tiny data set in the layout of HLS Burn Scars: seven chips to train on, two to test. */
public final class ChipFiles {
  static final int SIZE = 64;
  private static final int BANDS = 6;
  private static final int TRAINING = 7;
  private static final int VALIDATION = 2;

  private ChipFiles() {}

  /** Writes all chips below {@code root}. */
  public static Path write(Path root) {
    return write(root, SIZE, TRAINING, VALIDATION);
  }

  /** Writes square chips of another size, and so many of them to train on and to test. */
  public static Path write(Path root, int size, int training, int validation) {
    for (int i = 0; i < training; i++) {
      chip(root, "training", i, size);
    }
    for (int i = 0; i < validation; i++) {
      chip(root, "validation", i, size);
    }
    return root;
  }

  static Path image(Path root, String part, int number) {
    return root.resolve(part).resolve("chip" + number + "_merged.tif");
  }

  static Path mask(Path root, String part, int number) {
    return root.resolve(part).resolve("chip" + number + ".mask.tif");
  }

  /** Replaces a mask by one of {@code height x width} pixels that all have one label. */
  static void flatMask(Path file, int height, int width, int label) {
    float[] labels = new float[height * width];
    Arrays.fill(labels, label);
    GeoTiffWriter.write(file, GeoTiffSpec.plain(width, height, 1, SampleType.INT16), labels);
  }

  /** A dark disc, which is the burn scar, on bright noise. */
  private static void chip(Path root, String part, int number, int size) {
    Random random = new Random(31L * number + part.hashCode());
    int row = 16 + random.nextInt(size - 32);
    int col = 16 + random.nextInt(size - 32);
    float[] image = new float[BANDS * size * size];
    float[] labels = new float[size * size];
    for (int i = 0; i < labels.length; i++) {
      int dr = i / size - row;
      int dc = i % size - col;
      boolean burnt = dr * dr + dc * dc < 200;
      labels[i] = burnt ? 1 : 0;
      for (int band = 0; band < BANDS; band++) {
        image[band * labels.length + i] = (burnt ? 0.05f : 0.25f) + 0.02f * random.nextFloat();
      }
    }
    GeoTiffWriter.write(
        image(root, part, number), GeoTiffSpec.plain(size, size, BANDS, SampleType.FLOAT32), image);
    GeoTiffWriter.write(
        mask(root, part, number), GeoTiffSpec.plain(size, size, 1, SampleType.INT16), labels);
  }
}
