package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/**
 * The land surface of a synthetic chip: smooth mixtures of soil, grass and forest, dark soil and
 * water that resemble burned ground in some bands, relief, and a fire of varying severity.
 */
final class LandSurface {
  /** The fire number of a pixel that did not burn. */
  static final int UNBURNT = -1;

  private final Landscape landscape;
  private final Surfaces surfaces;
  private final double waterLevel;
  private final double darkLevel;
  private final Fire fire;

  /** The random surfaces from which the land surface is generated. */
  record Surfaces(
      SmoothField cover,
      SmoothField moisture,
      SmoothField relief,
      SmoothField geology,
      SmoothField fire,
      SmoothField severity) {
    static Surfaces draw(int size, Random random) {
      return new Surfaces(
          new SmoothField(size, 40, 4, random),
          new SmoothField(size, 55, 3, random),
          new SmoothField(size, 22, 4, random),
          new SmoothField(size, 30, 4, random),
          new SmoothField(size, 60, 5, random),
          new SmoothField(size, 18, 3, random));
    }
  }

  LandSurface(Surfaces surfaces, Landscape landscape, Random random) {
    this.surfaces = surfaces;
    this.landscape = landscape;
    double water = random.nextDouble() < 0.6 ? 0.12 * random.nextDouble() : 0;
    waterLevel = surfaces.moisture.levelOf(landscape.waterOr(water));
    darkLevel = surfaces.geology.levelOf(0.12 * random.nextDouble());
    // One chip in eight has no fire at all; in the others, 10 to 45 % of the ground burned.
    double burnt = random.nextInt(8) == 0 ? 0 : 0.10 + 0.35 * random.nextDouble();
    fire =
        new Fire(surfaces.fire, surfaces.fire.levelOf(landscape.fireOr(burnt)), surfaces.severity);
  }

  /** The fire of this chip. */
  Fire fire() {
    return fire;
  }

  /** The illumination of a pixel. */
  double light(int i) {
    return 0.82 + 0.36 * surfaces.relief.at(i);
  }

  private boolean water(int i) {
    return surfaces.moisture.at(i) > waterLevel;
  }

  /**
   * The fire that burned a pixel, or {@link #UNBURNT}. Nothing burns twice, and water never burns.
   */
  int burntBy(int i, List<Fire> fires) {
    for (int number = 0; number < fires.size(); number++) {
      if (!water(i) && fires.get(number).reached(i)) {
        return number;
      }
    }
    return UNBURNT;
  }

  /** Mixes the surfaces of a pixel after some fires, in the order of the fires. */
  void mix(GroundMix mix, int i, List<Fire> fires) {
    double cover = surfaces.cover.at(i) + landscape.greener();
    mix.start(Spectrum.SOIL);
    mix.blend(Spectrum.GRASS, SmoothField.step(0.25, 0.75, cover));
    mix.blend(Spectrum.FOREST, SmoothField.step(0.45, 0.7, cover) * 0.9);
    if (surfaces.geology.at(i) > darkLevel) {
      mix.blend(Spectrum.DARK_SOIL, 0.9);
    }
    if (water(i)) {
      mix.blend(Spectrum.WATER, 0.95);
    }
    int number = burntBy(i, fires);
    if (number != UNBURNT) {
      mix.blend(Spectrum.BURN, fires.get(number).share(i));
    }
  }
}
