package org.eobench.pretrain.mask;

import java.util.random.RandomGenerator;

/** The random numbers of masks, as an interface so that tests can replay recorded ones. */
interface Draws {
  /** A real number between two bounds. */
  double uniform(double low, double high);

  /** An integer between two bounds, both inclusive. */
  int integer(int low, int high);

  /** The numbers of a generator. */
  static Draws of(RandomGenerator random) {
    return new Draws() {
      @Override
      public double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
      }

      @Override
      public int integer(int low, int high) {
        return low + random.nextInt(high - low + 1);
      }
    };
  }
}
