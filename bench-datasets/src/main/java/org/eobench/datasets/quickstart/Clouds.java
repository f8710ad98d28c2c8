package org.eobench.datasets.quickstart;

import java.util.Random;

/** The clouds over a chip on one date: thin and thick cloud, and cloud shadow. */
final class Clouds {
  private static final int SHADOW_SHIFT = 9;
  private static final double SHADE = 0.55;

  /** Cloud cover of a pixel above which the ground is invisible. */
  private static final double OPAQUE = 0.6;

  private final int size;
  private final SmoothField cloud;
  private final double level;

  /**
   * @param cloud cloud cover drawn with {@link #cloud}
   */
  Clouds(int size, SmoothField cloud, Random random) {
    this.size = size;
    this.cloud = cloud;
    level = cloud.levelOf(random.nextInt(3) == 0 ? 0.10 * random.nextDouble() : 0);
  }

  static SmoothField cloud(int size, Random random) {
    return new SmoothField(size, 34, 4, random);
  }

  /** The cloud cover of a pixel. */
  double thickness(int i) {
    return SmoothField.step(level - 0.04, level + 0.06, cloud.at(i));
  }

  boolean opaque(int i) {
    return thickness(i) > OPAQUE;
  }

  /** The share of sunlight that reaches a pixel. */
  double shade(int i) {
    return cloud.at(shadowSource(i)) > level ? SHADE : 1;
  }

  /** The pixel whose cloud shades pixel {@code i}: up and to the left, towards the sun. */
  private int shadowSource(int i) {
    int row = Math.max(0, i / size - SHADOW_SHIFT);
    int col = Math.max(0, i % size - SHADOW_SHIFT);
    return row * size + col;
  }
}
