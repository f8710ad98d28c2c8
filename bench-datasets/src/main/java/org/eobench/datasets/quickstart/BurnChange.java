package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/**
 * One drawn chip on two dates with a fire between them. Some of its ground had burnt before the
 * first date and shows so on both; each date has its own clouds, haze and noise.
 */
final class BurnChange {
  /** Number of the fire between the dates; the old one is number 0. */
  private static final int NEW_FIRE = 1;

  private static final double MOST_BURNT_BEFORE = 0.25;
  private static final long OTHER_STREAM = 0x5851f42d4c957f2dL;

  private final int size;
  private final Ground ground;
  private final List<Fire> fires;
  private final Shot before;
  private final Shot after;

  /**
   * @param size side in pixels
   * @param seed everything about the chip follows from it
   */
  BurnChange(int size, long seed) {
    this.size = size;
    Random random = new Random(seed);
    Ground.Surfaces surfaces = Ground.Surfaces.draw(size, random);
    SmoothField cloud = Sky.cloud(size, random);
    ground = new Ground(surfaces, Landscape.USUAL, random);
    Random other = new Random(seed ^ OTHER_STREAM);
    Fire old = Fire.draw(size, MOST_BURNT_BEFORE * other.nextDouble(), other);
    fires = List.of(old, ground.fire());
    after = new Shot(size, ground, fires, new Sky(size, cloud, random), random);
    Sky first = new Sky(size, Sky.cloud(size, other), other);
    before = new Shot(size, ground, List.of(old), first, other);
  }

  /** Reflectance of the two dates, each as {@link Shot#values}. */
  List<float[]> values() {
    return List.of(before.values(), after.values());
  }

  /**
   * Labels {@code [size,size]}: -1 where a date shows nothing, 1 what burnt between, 0 the rest.
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
