package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;

/**
 * One step between a data set and an encoder, made for the images of one place in a chain.
 *
 * <p>A step is immutable and is used by many threads. It leaves the sample it is given unchanged.
 */
public interface PreprocessStep {
  /** What is known of the images after this step. */
  ImageSpec output();

  /**
   * Applies the step.
   *
   * @param random the only source of chance a step may use; it depends on seed, epoch and sample
   *     alone, so that results do not depend on the number of worker threads
   */
  Sample apply(Sample sample, RandomGenerator random);

  /**
   * Whether each band that comes out depends on the band of the same name alone. When all steps of
   * a chain say so, bands that do not reach its end are not even read from disk.
   */
  default boolean bandwise() {
    return false;
  }
}
