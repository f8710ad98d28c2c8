package org.eobench.core.loader;

import java.util.List;
import java.util.function.Supplier;

/**
 * What is known of the inputs of a batch.
 *
 * @param samples in order
 * @param decoded reads the batch again, with its images
 */
public record KnownBatch(List<KnownSample> samples, Supplier<Batch> decoded) {
  public KnownBatch {
    samples = List.copyOf(samples);
  }

  /** Whether no image was padded with dates to become as long as the others. */
  public boolean equalShapes() {
    return samples.stream().map(sample -> sample.input().shapes()).distinct().count() == 1;
  }

  boolean complete() {
    return equalShapes() && samples.stream().allMatch(sample -> sample.features() != null);
  }
}
