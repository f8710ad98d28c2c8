package org.eobench.core.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times something again and again until it was timed long enough.
 *
 * @param seconds how long to repeat it; a slow thing is repeated less than three times when that
 *     would take more than three times as long
 * @param nanos the clock
 */
record Stopwatch(double seconds, LongSupplier nanos) {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int FEW = 3;
  private static final int VERY_SLOW = 5;
  private static final int MANY = 50;

  /**
   * Runs {@code pass} twice (once if it is slow) for its caches, then as often as it takes. Where
   * the first run takes more than five times as long as all together shall, it is the only one.
   */
  Timing time(int images, Runnable pass) {
    long first = once(pass);
    if (first > VERY_SLOW * seconds * NANOS) {
      return Timing.of(List.of(first / NANOS_PER_MILLI), images);
    }
    if (first < seconds * NANOS) {
      pass.run();
    }
    List<Double> millis = new ArrayList<>();
    double wanted = seconds * NANOS;
    long total = 0;
    do {
      long took = once(pass);
      total += took;
      millis.add(took / NANOS_PER_MILLI);
    } while (millis.size() < MANY
        && (total < wanted || (millis.size() < FEW && total < FEW * wanted)));
    return Timing.of(millis, images);
  }

  private long once(Runnable pass) {
    long start = nanos.getAsLong();
    pass.run();
    return nanos.getAsLong() - start;
  }
}
