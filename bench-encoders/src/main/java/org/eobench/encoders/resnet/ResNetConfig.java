package org.eobench.encoders.resnet;

import java.util.Locale;
import org.eobench.core.config.Inline;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the ResNet encoder.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of the square images that evaluation cuts; it takes any others
 *     too
 * @param depth number of layers with weights: 18, 34, 50, 101 or 152
 * @param bandAdaptation how the first convolution of weights for red, green and blue is carried to
 *     other bands
 */
public record ResNetConfig(
    @Inline EncoderKeys keys, int inputSize, int depth, BandAdaptation bandAdaptation)
    implements EncoderConfig {
  /** The deepest map has one position for so many pixels. */
  static final int SMALLEST = 32;

  public ResNetConfig {
    if (inputSize < SMALLEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input_size=%d must be at least %d, the stride of the deepest map",
              inputSize,
              SMALLEST));
    }
    if (!Architecture.BY_DEPTH.containsKey(depth)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "depth=%d must be one of %s", depth, Architecture.BY_DEPTH.keySet()));
    }
  }

  Architecture architecture() {
    return Architecture.of(depth);
  }
}
