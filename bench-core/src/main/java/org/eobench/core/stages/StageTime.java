package org.eobench.core.stages;

import java.util.List;
import java.util.Optional;

/**
 * The time that a stage took in all.
 *
 * @param stage its {@linkplain Stage#words() name}
 * @param calls how often it ran
 * @param millis total time, including the stages within
 * @param within the stages that ran within it, in the order of their first start
 */
public record StageTime(String stage, long calls, double millis, List<StageTime> within) {
  public StageTime {
    within = List.copyOf(within);
  }

  /** One of the given stages; empty if it did not run. */
  public static Optional<StageTime> find(List<StageTime> times, Stage stage) {
    return times.stream().filter(time -> time.stage().equals(stage.words())).findFirst();
  }

  /** The total time of one of the given stages; 0 if it did not run. */
  public static double millis(List<StageTime> times, Stage stage) {
    return find(times, stage).map(StageTime::millis).orElse(0.0);
  }
}
