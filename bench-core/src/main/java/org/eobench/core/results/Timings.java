package org.eobench.core.results;

import java.time.Duration;

/**
 * Durations of the parts of a run. For a resumed run, they belong to its last start.
 *
 * @param preparation time from the configuration to the first batch: data, model, weights
 * @param training time of training with validation; zero if nothing was trained
 * @param test time of scoring the test split
 */
public record Timings(Duration preparation, Duration training, Duration test) {
  /** The sum of all parts. */
  public Duration total() {
    return preparation.plus(training).plus(test);
  }
}
