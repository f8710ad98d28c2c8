package org.eobench.core.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times an operation repeatedly until enough time has passed.
 *
 * @param seconds how long to repeat it; a slow operation runs fewer than three times if three runs
 *     would take more than three times as long
 * @param nanos clock in nanoseconds
 */
record Stopwatch(double seconds, LongSupplier nanos) {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int FEW = 3;
  private static final int VERY_SLOW = 5;
  private static final int MANY = 50;

  /**
   * Runs {@code pass} twice (once if it is slow) as a warm-up, then as often as necessary. If the
   * first run takes more than five times the requested total, it is the only run.
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
