package org.eobench.core.loader;

import org.eobench.core.dataset.Sample;
import org.jspecify.annotations.Nullable;

/**
 * A sample in line for a batch.
 *
 * @param sample without images if the features are known
 * @param known null if features are not kept, or if its input is another one in every epoch
 */
record LoadedSample(Sample sample, @Nullable KnownSample known) {
  boolean decoded() {
    return !sample.images().isEmpty();
  }
}
