package org.eobench.cli.systems;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;

/**
 * Draws images of both Sentinels with labels of four classes, in squares of 8 pixels. Radar tells
 * class 0 or 1 from 2 or 3, optical tells 0 or 2 from 1 or 3, so that only both tell all four.
 */
final class SentinelPairs {
  static final int SIDE = 32;

  private static final int SQUARE = 8;

  private SentinelPairs() {}

  /** Writes {@code N_DATE_S1.tif}, {@code N_DATE_S2.tif} and {@code N_DATE_label.tif}. */
  static void write(Path folder, int count) {
    SplittableRandom random = new SplittableRandom(5);
    for (int image = 0; image < count; image++) {
      int[] classes = random.ints(SIDE / SQUARE * SIDE / SQUARE, 0, 4).toArray();
      float[] radar = new float[2 * SIDE * SIDE];
      float[] optical = new float[3 * SIDE * SIDE];
      float[] labels = new float[SIDE * SIDE];
      for (int pixel = 0; pixel < labels.length; pixel++) {
        int row = pixel / SIDE / SQUARE;
        int label = classes[row * (SIDE / SQUARE) + pixel % SIDE / SQUARE];
        labels[pixel] = label;
        for (int band = 0; band < 2; band++) {
          double level = label / 2 == 0 ? -18 : -8;
          radar[band * labels.length + pixel] = (float) (level + random.nextGaussian());
        }
        for (int band = 0; band < 3; band++) {
          double level = label % 2 == 0 ? 500 : 2500;
          optical[band * labels.length + pixel] = (float) (level + 200 * random.nextGaussian());
        }
      }
      String stem = String.format(Locale.ROOT, "%02d_2018%02d15_", image, 1 + image % 12);
      image(folder.resolve(stem + "S1.tif"), 2, radar);
      image(folder.resolve(stem + "S2.tif"), 3, optical);
      image(folder.resolve(stem + "label.tif"), 1, labels);
    }
  }

  private static void image(Path file, int bands, float[] values) {
    GeoTiffWriter.write(file, GeoTiffSpec.plain(SIDE, SIDE, bands, SampleType.FLOAT32), values);
  }
}
