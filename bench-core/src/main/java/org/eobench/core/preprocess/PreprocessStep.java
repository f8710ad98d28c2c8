package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;

/**
 * One step between a data set and an encoder, built for the images at one place in a chain.
 *
 * <p>A step is immutable and thread-safe. It does not change its input sample.
 */
public interface PreprocessStep {
  /** The facts about the images after this step. */
  ImageSpec output();

  /**
   * Applies the step.
   *
   * @param random the only random source of a step; it depends only on seed, epoch and sample, so
   *     that results do not depend on the number of worker threads
   */
  Sample apply(Sample sample, RandomGenerator random);

  /**
   * Whether each output band depends only on the input band of the same name. If this holds for all
   * steps of a chain, bands that do not reach its end are not read from disk.
   */
  default boolean bandwise() {
    return false;
  }
}
