package org.eobench.encoders.copernicusfm;

/** Which samples of a batch get the learned code of an unknown fact. */
enum UnknownFacts {
  /** Those of which the fact is unknown. */
  SAMPLE,
  /** All samples of a batch if it is unknown of one, as in the authors' code. */
  BATCH
}
