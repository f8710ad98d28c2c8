package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param dates the same pixels by date; a date with fewer than {@value #LEAST_PIXELS} is joined
 *     with the next, and left out at the end
 */
record ObservedSample(
    Split split,
    Sample sample,
    Map<String, double[][]> pixels,
    Map<String, List<double[][]>> dates) {
  private static final int MOST_PIXELS = 2048;

  /** Fewer pixels tell no correlation of bands. */
  static final int LEAST_PIXELS = 200;

  static ObservedSample of(Split split, Sample sample) {
    Map<String, double[][]> pixels = new LinkedHashMap<>();
    Map<String, List<double[][]>> dates = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (modality, image) -> {
              int[] places = places(image, sample.ref().id());
              pixels.put(modality, values(image, places, 0, places.length));
              dates.put(modality, byDate(image, places));
            });
    return new ObservedSample(split, sample, pixels, dates);
  }

  /**
   * Draws pixels with data in every band: {@code [C][n]}. They are the same in every run, because
   * the draw depends on the name of the sample only.
   */
  static double[][] pixels(Image image, String id) {
    int[] places = places(image, id);
    return values(image, places, 0, places.length);
  }

  /** Indices into {@code [T,H,W]}, ascending. */
  private static int[] places(Image image, String id) {
    int series = image.frames() * image.height() * image.width();
    int wanted = Math.min(MOST_PIXELS, series);
    SplittableRandom random = new SplittableRandom(id.hashCode());
    int[] drawn = new int[wanted];
    int found = 0;
    for (int i = 0; i < wanted; i++) {
      long from = (long) i * series / wanted;
      long to = (long) (i + 1) * series / wanted;
      int at = (int) (from + (to > from + 1 ? random.nextLong(to - from) : 0));
      boolean valid = true;
      for (int c = 0; c < image.channels(); c++) {
        valid &= Float.isFinite(image.data()[c * series + at]);
      }
      drawn[found] = at;
      found += valid ? 1 : 0;
    }
    return Arrays.copyOf(drawn, found);
  }

  private static double[][] values(Image image, int[] places, int from, int to) {
    int series = image.frames() * image.height() * image.width();
    double[][] pixels = new double[image.channels()][to - from];
    for (int c = 0; c < pixels.length; c++) {
      for (int i = from; i < to; i++) {
        pixels[c][i - from] = image.data()[c * series + places[i]];
      }
    }
    return pixels;
  }

  private static List<double[][]> byDate(Image image, int[] places) {
    int plane = image.height() * image.width();
    List<double[][]> dates = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= places.length; i++) {
      boolean ends = i == places.length || places[i] / plane != places[i - 1] / plane;
      if (ends && i - from >= LEAST_PIXELS) {
        dates.add(values(image, places, from, i));
        from = i;
      }
    }
    return dates;
  }

  String id() {
    return sample.ref().id();
  }
}
