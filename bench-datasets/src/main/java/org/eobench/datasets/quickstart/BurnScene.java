package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/** One drawn chip on one date, and what can be asked of it. */
final class BurnScene {
  static final int IGNORED = -1;
  private static final double PERCENT = 100;

  private final int size;
  private final Ground ground;
  private final List<Fire> fires;
  private final Shot shot;

  /** A chip of {@code quickstart}. */
  BurnScene(int size, long seed) {
    this(size, seed, Landscape.USUAL);
  }

  /**
   * @param size side in pixels
   * @param seed everything about the chip follows from it and the landscape
   */
  BurnScene(int size, long seed, Landscape landscape) {
    this.size = size;
    Random random = new Random(seed);
    Ground.Surfaces surfaces = Ground.Surfaces.draw(size, random);
    SmoothField cloud = Sky.cloud(size, random);
    ground = new Ground(surfaces, landscape, random);
    Sky sky = new Sky(size, cloud, random);
    fires = List.of(ground.fire());
    shot = new Shot(size, ground, fires, sky, random);
  }

  /** Reflectance {@code [6,size,size]}; {@link Shot#NO_DATA} where nothing was measured. */
  float[] values() {
    return shot.values();
  }

  /** Labels {@code [size,size]}: -1 no data or thick cloud, 0 not burned, 1 burn scar. */
  float[] labels() {
    float[] labels = new float[size * size];
    for (int i = 0; i < labels.length; i++) {
      boolean burnt = ground.burntBy(i, fires) != Ground.UNBURNT;
      labels[i] = !shot.shows(i) ? IGNORED : burnt ? 1 : 0;
    }
    return labels;
  }

  /** Percent of each pixel under living plants; NaN where the ground is not seen. */
  float[] plants() {
    float[] plants = new float[size * size];
    GroundMix mix = new GroundMix();
    for (int i = 0; i < plants.length; i++) {
      ground.mix(mix, i, fires);
      plants[i] = shot.shows(i) ? (float) (PERCENT * Cover.PLANTS.shareOf(mix)) : Float.NaN;
    }
    return plants;
  }

  /** Share of the seen pixels that each cover has most of, in the order of {@link Cover}. */
  double[] covers() {
    double[] covers = new double[Cover.values().length];
    GroundMix mix = new GroundMix();
    int seen = 0;
    for (int i = 0; i < size * size; i++) {
      if (shot.shows(i)) {
        ground.mix(mix, i, fires);
        covers[Cover.most(mix).ordinal()]++;
        seen++;
      }
    }
    for (int cover = 0; cover < covers.length; cover++) {
      covers[cover] /= Math.max(1, seen);
    }
    return covers;
  }
}
