package org.eobench.encoders.prithvi;

/** The source of the position table for images of another size than in pretraining. */
enum PositionRule {
  /**
   * The table is computed for the new grid; codes of neighbouring patches differ as in pretraining.
   */
  RECOMPUTE,
  /** The table of the pretraining grid is resampled to the new one; corners keep their codes. */
  STRETCH
}
