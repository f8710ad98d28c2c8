package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * One fire: its burned area and its severity.
 *
 * @param place the area where this surface exceeds {@code level} is burned
 * @param severity severity from 0 to 1
 */
record Fire(SmoothField place, double level, SmoothField severity) {

  /** A fire that burned a share of a chip. */
  static Fire draw(int size, double share, Random random) {
    SmoothField place = new SmoothField(size, 60, 5, random);
    SmoothField severity = new SmoothField(size, 18, 3, random);
    return new Fire(place, place.levelOf(share), severity);
  }

  boolean reached(int pixel) {
    return place.at(pixel) > level;
  }

  /** The share of a burned pixel that shows burned ground. */
  double share(int pixel) {
    return 0.45 + 0.55 * severity.at(pixel);
  }
}
