package org.eobench.core.optim;

import java.util.List;

/** The learning rate of every iteration of a run; a function, so there is nothing to resume. */
@FunctionalInterface
public interface LrSchedule {
  /**
   * The learning rate of the optimizer step of an iteration.
   *
   * @param iteration from 0, counted over the whole run
   */
  double at(int iteration);

  /** What a user may not expect of this schedule in a run of this length, in sentences. */
  default List<String> warnings() {
    return List.of();
  }
}
