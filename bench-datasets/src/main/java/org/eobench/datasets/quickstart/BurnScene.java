package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/** A synthetic chip on one date, with all its possible targets. */
final class BurnScene {
  static final int IGNORED = -1;
  private static final double PERCENT = 100;

  private final int size;
  private final LandSurface ground;
  private final List<Fire> fires;
  private final SyntheticImage shot;

  /** A chip of {@code quickstart}. */
  BurnScene(int size, long seed) {
    this(size, seed, Landscape.USUAL);
  }

  /**
   * @param size side in pixels
   * @param seed determines everything about the chip except the landscape
   */
  BurnScene(int size, long seed, Landscape landscape) {
    this.size = size;
    Random random = new Random(seed);
    LandSurface.Surfaces surfaces = LandSurface.Surfaces.draw(size, random);
    SmoothField cloud = Clouds.cloud(size, random);
    ground = new LandSurface(surfaces, landscape, random);
    Clouds sky = new Clouds(size, cloud, random);
    fires = List.of(ground.fire());
    shot = new SyntheticImage(size, ground, fires, sky, random);
  }

  /** Reflectance {@code [6,size,size]}; {@link SyntheticImage#NO_DATA} marks missing data. */
  float[] values() {
    return shot.values();
  }

  /** Labels {@code [size,size]}: -1 no data or thick cloud, 0 not burned, 1 burn scar. */
  float[] labels() {
    float[] labels = new float[size * size];
    for (int i = 0; i < labels.length; i++) {
      boolean burnt = ground.burntBy(i, fires) != LandSurface.UNBURNT;
      labels[i] = !shot.shows(i) ? IGNORED : burnt ? 1 : 0;
    }
    return labels;
  }

  /** Percentage of each pixel that living plants cover; NaN if the ground is hidden. */
  float[] plants() {
    float[] plants = new float[size * size];
    GroundMix mix = new GroundMix();
    for (int i = 0; i < plants.length; i++) {
      ground.mix(mix, i, fires);
      plants[i] = shot.shows(i) ? (float) (PERCENT * Cover.PLANTS.shareOf(mix)) : Float.NaN;
    }
    return plants;
  }

  /**
   * Share of the visible pixels in which each cover is the largest, in the order of {@link Cover}.
   */
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
