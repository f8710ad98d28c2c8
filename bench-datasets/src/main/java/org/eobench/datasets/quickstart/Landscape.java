package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * How the ground of one chip differs from that of the others.
 *
 * @param greener added to the cover that makes grass and forest; negative is barer
 * @param water share of water, or a negative number for what is drawn anyway
 * @param fire share that burns, or a negative number for what is drawn anyway
 */
record Landscape(double greener, double water, double fire) {
  /** Ground as in {@code quickstart}: a bit of everything, and a fire. */
  static final Landscape USUAL = new Landscape(0, -1, -1);

  /** Ground of one kind more than of others, so that chips can be told apart as a whole. */
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
