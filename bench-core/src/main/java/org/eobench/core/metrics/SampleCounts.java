package org.eobench.core.metrics;

import java.util.Map;
import java.util.Optional;

/**
 * What was counted of one sample, for intervals over samples and for a look at the worst ones.
 *
 * @param id which sample, unique in its data set
 * @param counts by what was counted
 */
public record SampleCounts(String id, Map<Counting<?, ?, ?>, Counts<?, ?>> counts) {
  public SampleCounts {
    counts = Map.copyOf(counts);
  }

  /** The counts of this counting; empty where no metric asked for it. */
  @SuppressWarnings("unchecked") // a counting is only ever mapped to counts of its own
  public <C extends Counts<?, C>> Optional<C> of(Counting<?, C, ?> counting) {
    return Optional.ofNullable((C) counts.get(counting));
  }
}
