package org.eobench.core.loader;

import org.eobench.core.dataset.Sample;

/** The source of an epoch's samples, read in order. */
@FunctionalInterface
interface SampleSource {
  /**
   * Returns the sample at a position of the epoch. The position increases by one with each call.
   */
  Sample at(int position);
}
