package org.eobench.datasets.satlas;

/** What becomes of tiles without labels. */
public enum Unlabelled {
  /** They are not used. */
  LEAVE_OUT,
  /** They are used, and none of their pixels counts; for pretraining, which needs no labels. */
  KEEP
}
