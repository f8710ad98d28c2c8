package org.eobench.encoders.prithvi;

/** Where the position table comes from when images have another size than in pretraining. */
enum PositionRule {
  /** Computed for the new grid: neighbouring patches differ as much as they always did. */
  RECOMPUTE,
  /** The pretraining grid's, stretched to the new one: corners keep their codes. */
  STRETCH
}
