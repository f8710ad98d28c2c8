package org.eobench.cli.cost;

import java.util.Optional;

/** Something that knows how long certain runs take. */
interface CostSource {
  /** The time of a run; empty if this source knows nothing about it. */
  Optional<CostEstimate> estimate(Workload run);
}
