package org.eobench.core.loader;

/** The source of an epoch's samples, read in order. */
@FunctionalInterface
interface SampleSource {
  /**
   * Returns the sample at a position of the epoch. The position increases by one with each call.
   */
  LoadedSample at(int position);
}
