package org.eobench.core.preprocess.augment;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/** The keys of the random changes of images. */
public final class AugmentConfigs {
  private AugmentConfigs() {}

  /**
   * {@code RandomFlip}.
   *
   * @param horizontal probability of swapping left and right
   * @param vertical probability of swapping top and bottom
   */
  public record Flip(
      @Range(min = 0, max = 1) @Default("0.5") double horizontal,
      @Range(min = 0, max = 1) @Default("0.5") double vertical) {}

  /**
   * {@code ColorJitter}.
   *
   * @param brightness largest shift of a band, in its standard deviations
   * @param contrast largest relative change of the distance from the band's mean
   * @param perBand whether each band gets a change of its own, and not all the same
   * @param probability of changing a sample
   */
  public record Jitter(
      @Range(min = 0) @Default("0.2") double brightness,
      @Range(min = 0, max = 1) @Default("0.2") double contrast,
      @Default("false") boolean perBand,
      @Range(min = 0, max = 1) @Default("1.0") double probability) {}

  /**
   * {@code GaussianNoise}.
   *
   * @param std standard deviation of the noise, in standard deviations of the band
   * @param probability of changing a sample
   */
  public record Noise(
      @Range(min = 0) @Default("0.1") double std,
      @Range(min = 0, max = 1) @Default("0.5") double probability) {}

  /**
   * {@code BandDropout}.
   *
   * @param probability of leaving out a band
   */
  public record Dropout(@Range(min = 0, max = 1) @Default("0.1") double probability) {}
}
