package org.eobench.core.preprocess.corrupt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Image;

/** Parts of the images that are missing: their values are the means of their bands. */
final class Loss {
  private Loss() {}

  /**
   * Bands are lost in all dates.
   *
   * @param strength share of the bands in percent, rounded up
   */
  static Image bands(Image image, Modality modality, double strength, RandomGenerator random) {
    Set<Integer> lost = first(image.channels(), strength, random);
    return Planes.each(
        image, (plane, c, t) -> lost.contains(c) ? constant(plane, modality, c) : plane);
  }

  /**
   * Dates are lost in all bands.
   *
   * @param strength share of the dates in percent, rounded up
   */
  static Image dates(Image image, Modality modality, double strength, RandomGenerator random) {
    Set<Integer> lost = first(image.frames(), strength, random);
    return Planes.each(
        image, (plane, c, t) -> lost.contains(t) ? constant(plane, modality, c) : plane);
  }

  /** All bands and dates are lost. */
  static Image all(Image image, Modality modality) {
    return Planes.each(image, (plane, c, t) -> constant(plane, modality, c));
  }

  private static float[] constant(float[] plane, Modality modality, int channel) {
    Arrays.fill(plane, modality.means().get(channel).floatValue());
    return plane;
  }

  /** The beginning of a random order, so that what is lost at a strength is lost at each larger. */
  private static Set<Integer> first(int count, double percent, RandomGenerator random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    return new HashSet<>(order.subList(0, (int) Math.ceil(percent / 100 * count - 1e-9)));
  }
}
