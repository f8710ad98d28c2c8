package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/**
 * A synthetic chip on two dates with a fire between them. Part of the ground burned before the
 * first date and is visible on both; each date has its own clouds, haze and noise.
 */
final class BurnChange {
  /** Number of the fire between the dates; the earlier fire is number 0. */
  private static final int NEW_FIRE = 1;

  private static final double MOST_BURNT_BEFORE = 0.25;
  private static final long OTHER_STREAM = 0x5851f42d4c957f2dL;

  private final int size;
  private final LandSurface ground;
  private final List<Fire> fires;
  private final SyntheticImage before;
  private final SyntheticImage after;

  /**
   * @param size side in pixels
   * @param seed determines everything about the chip
   */
  BurnChange(int size, long seed) {
    this.size = size;
    Random random = new Random(seed);
    LandSurface.Surfaces surfaces = LandSurface.Surfaces.draw(size, random);
    SmoothField cloud = Clouds.cloud(size, random);
    ground = new LandSurface(surfaces, Landscape.USUAL, random);
    Random other = new Random(seed ^ OTHER_STREAM);
    Fire old = Fire.draw(size, MOST_BURNT_BEFORE * other.nextDouble(), other);
    fires = List.of(old, ground.fire());
    after = new SyntheticImage(size, ground, fires, new Clouds(size, cloud, random), random);
    Clouds first = new Clouds(size, Clouds.cloud(size, other), other);
    before = new SyntheticImage(size, ground, List.of(old), first, other);
  }

  /** Reflectance of the two dates, each as in {@link SyntheticImage#values}. */
  List<float[]> values() {
    return List.of(before.values(), after.values());
  }

  /**
   * Labels {@code [size,size]}: -1 if a date does not show the ground, 1 if it burned in between, 0
   * otherwise.
   */
  float[] labels() {
    float[] labels = new float[size * size];
    for (int i = 0; i < labels.length; i++) {
      boolean burnt = ground.burntBy(i, fires) == NEW_FIRE;
      boolean seen = before.shows(i) && after.shows(i);
      labels[i] = !seen ? BurnScene.IGNORED : burnt ? 1 : 0;
    }
    return labels;
  }
}
