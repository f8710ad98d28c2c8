package org.eobench.core.schedule;

import java.util.List;

/**
 * The learning rate as a function of the iteration and, for a schedule that follows the
 * validations, of a {@link Plateau}. It has no state of its own, so a resumed run needs none.
 */
@FunctionalInterface
public interface LrSchedule {
  /**
   * Returns the learning rate of an iteration's optimizer step.
   *
   * @param iteration index over the whole run, from 0
   */
  double at(int iteration);

  /**
   * As {@link #at(int)}, after some validations.
   *
   * @param plateau what {@link #afterValidation} gave after the last one, or {@link Plateau#START}
   */
  default double at(int iteration, Plateau plateau) {
    return at(iteration);
  }

  /**
   * What another validation means for later steps.
   *
   * @param seen what the validations before it meant
   * @param value value of the metric that chooses the best checkpoint; may be NaN
   */
  default Plateau afterValidation(Plateau seen, double value) {
    return seen;
  }

  /** Warnings about surprising effects of this schedule in a run of this length, as sentences. */
  default List<String> warnings() {
    return List.of();
  }
}
