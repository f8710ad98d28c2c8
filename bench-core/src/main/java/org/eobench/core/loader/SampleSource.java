package org.eobench.core.loader;

import org.eobench.core.dataset.Sample;

/** Where an epoch's samples come from, asked for in order. */
@FunctionalInterface
interface SampleSource {
  /** The sample at a position of the epoch; positions rise by one from call to call. */
  Sample at(int position);
}
