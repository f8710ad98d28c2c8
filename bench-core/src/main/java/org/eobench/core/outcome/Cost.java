package org.eobench.core.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What a run cost. Times of a resumed run belong to its last start.
 *
 * @param parameters parameters of encoder and decoder
 * @param trainedParameters those that were trained
 * @param multiplyAdds multiplications (each with an addition) for one test image, counted in the
 *     scripts that ran; null if the run's own were not counted
 * @param preparationSeconds from the configuration to the first batch
 * @param trainingSeconds training with its validations
 * @param testSeconds scoring of the test split
 * @param testImagesPerSecond test images for each second of it, reading them included
 * @param peakMemoryMb largest resident memory of the process in MiB; null if the system does not
 *     tell
 */
public record Cost(
    long parameters,
    long trainedParameters,
    @Nullable Long multiplyAdds,
    double preparationSeconds,
    double trainingSeconds,
    double testSeconds,
    double testImagesPerSecond,
    @Nullable Double peakMemoryMb) {
  public Cost {
    // In JSON both are null.
    peakMemoryMb = peakMemoryMb == null || peakMemoryMb.isNaN() ? null : peakMemoryMb;
  }

  /** All seconds of the last start. */
  public double seconds() {
    return preparationSeconds + trainingSeconds + testSeconds;
  }
}
