package org.eobench.report.gate;

import java.util.List;
import org.eobench.report.compare.Units;
import org.jspecify.annotations.Nullable;

/**
 * What a gate lets pass.
 *
 * @param margin a metric may be worse by so many points (of fractions in percent), or so many
 *     percent of the baseline's value (other units)
 * @param timeRatio largest ratio of the times; null for no check
 * @param memoryRatio largest ratio of the memory; null for no check
 * @param anyMachine whether another machine class passes
 * @param metrics keys of the metrics; empty for the one that selected the checkpoints
 * @param units what is drawn in the tests
 * @param resamples draws of the tests
 */
public record GateLimits(
    double margin,
    @Nullable Double timeRatio,
    @Nullable Double memoryRatio,
    boolean anyMachine,
    List<String> metrics,
    Units.Choice units,
    int resamples) {
  /** The usual margin, in points. */
  public static final double MARGIN = 0.5;

  public GateLimits {
    metrics = List.copyOf(metrics);
  }
}
