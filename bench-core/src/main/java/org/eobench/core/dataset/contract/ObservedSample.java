package org.eobench.core.dataset.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;

/**
 * A sample as its reader returns it, NaN where there is no data, with some of its pixels.
 *
 * @param split the split that it belongs to
 * @param sample the sample with all bands
 * @param pixels by modality, up to {@value #MOST_PIXELS} pixels with data in every band, drawn
 *     evenly over dates, rows and columns: {@code [C][n]}
 */
record ObservedSample(Split split, Sample sample, Map<String, double[][]> pixels) {
  private static final int MOST_PIXELS = 2048;

  static ObservedSample of(Split split, Sample sample) {
    Map<String, double[][]> pixels = new LinkedHashMap<>();
    sample
        .images()
        .forEach((modality, image) -> pixels.put(modality, pixels(image, sample.ref().id())));
    return new ObservedSample(split, sample, pixels);
  }

  /**
   * Draws pixels with data in every band: {@code [C][n]}. They are the same in every run, because
   * the draw depends on the name of the sample only.
   */
  static double[][] pixels(Image image, String id) {
    int series = image.frames() * image.height() * image.width();
    int wanted = Math.min(MOST_PIXELS, series);
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double[][] drawn = new double[image.channels()][wanted];
    int found = 0;
    for (int i = 0; i < wanted; i++) {
      long from = (long) i * series / wanted;
      long to = (long) (i + 1) * series / wanted;
      int at = (int) (from + (to > from + 1 ? random.nextLong(to - from) : 0));
      boolean valid = true;
      for (int c = 0; c < drawn.length; c++) {
        drawn[c][found] = image.data()[c * series + at];
        valid &= Double.isFinite(drawn[c][found]);
      }
      found += valid ? 1 : 0;
    }
    double[][] pixels = new double[drawn.length][];
    for (int c = 0; c < drawn.length; c++) {
      pixels[c] = Arrays.copyOf(drawn[c], found);
    }
    return pixels;
  }

  String id() {
    return sample.ref().id();
  }
}
