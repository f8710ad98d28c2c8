package org.eobench.core.results;

import java.time.Duration;

/**
 * How long the parts of a run took on the clock. A run that was resumed counts its last start.
 *
 * @param preparation from the configuration to the first batch: data, model, weights
 * @param training training with validation; zero when nothing was trained
 * @param test scoring the test split
 */
public record Timings(Duration preparation, Duration training, Duration test) {
  /** All parts together. */
  public Duration total() {
    return preparation.plus(training).plus(test);
  }
}
