package org.eobench.core.optim;

import java.util.List;

/**
 * The learning rate as a function of the iteration. It has no state, so a resumed run needs none.
 */
@FunctionalInterface
public interface LrSchedule {
  /**
   * Returns the learning rate of an iteration's optimizer step.
   *
   * @param iteration index over the whole run, from 0
   */
  double at(int iteration);

  /** Warnings about surprising effects of this schedule in a run of this length, as sentences. */
  default List<String> warnings() {
    return List.of();
  }
}
