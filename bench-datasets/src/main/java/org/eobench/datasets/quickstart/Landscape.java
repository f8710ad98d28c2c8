package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * The deviation of one chip's land surface from the others.
 *
 * @param greener added to the cover of grass and forest; negative values are barer
 * @param water share of water, or a negative number for the default
 * @param fire share that burns, or a negative number for the default
 */
record Landscape(double greener, double water, double fire) {
  /** The land surface of {@code quickstart}: a bit of everything, and a fire. */
  static final Landscape USUAL = new Landscape(0, -1, -1);

  /** Land with more of one cover than of others, so that whole chips differ. */
  static Landscape varied(Random random) {
    double greener = 1.1 * random.nextDouble() - 0.55;
    double water = random.nextInt(4) == 0 ? 0.3 + 0.5 * random.nextDouble() : 0;
    double fire = random.nextInt(4) == 0 ? 0.4 + 0.5 * random.nextDouble() : 0;
    double little = random.nextBoolean() ? 0.25 * random.nextDouble() : 0;
    return new Landscape(greener, Math.max(water, little), fire);
  }

  double waterOr(double drawn) {
    return water < 0 ? drawn : water;
  }

  double fireOr(double drawn) {
    return fire < 0 ? drawn : fire;
  }
}
