package example;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/** The keys of {@code configs/encoder/conv_pyramid.yaml}, in lowerCamelCase. */
public record ConvPyramidConfig(@Inline EncoderKeys keys, int inputSize, int width)
    implements EncoderConfig {

  public ConvPyramidConfig {
    if (inputSize % 32 != 0) {
      throw new IllegalArgumentException(
          "input_size=%d must be a multiple of 32".formatted(inputSize));
    }
  }
}
