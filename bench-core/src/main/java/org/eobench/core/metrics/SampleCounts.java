package org.eobench.core.metrics;

import java.util.Map;
import java.util.Optional;

/**
 * The counts of one sample, for intervals over samples and for finding the worst samples.
 *
 * @param id id of the sample, unique in its data set
 * @param counts counts by counting
 */
public record SampleCounts(String id, Map<Counting<?, ?, ?>, Counts<?, ?>> counts) {
  public SampleCounts {
    counts = Map.copyOf(counts);
  }

  /** The counts of this counting; empty if no metric requested it. */
  @SuppressWarnings("unchecked") // a counting is only ever mapped to counts of its own
  public <C extends Counts<?, C>> Optional<C> of(Counting<?, C, ?> counting) {
    return Optional.ofNullable((C) counts.get(counting));
  }
}
