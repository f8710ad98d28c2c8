package example;

import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.FrozenMode;
import org.jspecify.annotations.Nullable;

/** The keys of {@code configs/encoder/conv_pyramid.yaml}, in lowerCamelCase. */
public record ConvPyramidConfig(
    @Nullable String encoderWeights,
    @Nullable String downloadUrl,
    FrozenMode frozenMode,
    int inputSize,
    Map<String, List<String>> inputBands,
    int width)
    implements EncoderConfig {

  public ConvPyramidConfig {
    if (inputSize % 32 != 0) {
      throw new IllegalArgumentException(
          "input_size=%d must be a multiple of 32".formatted(inputSize));
    }
  }
}
