package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * One fire: where it burnt, and how severely.
 *
 * @param place the fire burnt where this surface is above {@code level}
 * @param severity 0 to 1
 */
record Fire(SmoothField place, double level, SmoothField severity) {

  /** A fire that burnt a share of a chip. */
  static Fire draw(int size, double share, Random random) {
    SmoothField place = new SmoothField(size, 60, 5, random);
    SmoothField severity = new SmoothField(size, 18, 3, random);
    return new Fire(place, place.levelOf(share), severity);
  }

  boolean reached(int pixel) {
    return place.at(pixel) > level;
  }

  /** Share of a burnt pixel that shows burnt ground. */
  double share(int pixel) {
    return 0.45 + 0.55 * severity.at(pixel);
  }
}
