package org.eobench.encoders.imagestats;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the image statistics.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles, a multiple of the stride
 * @param stride side in pixels of the described cells
 * @param percentiles additional features of each band, such as 10, 50 and 90; may be empty
 */
public record ImageStatsConfig(
    @Inline EncoderKeys keys, int inputSize, int stride, List<Double> percentiles)
    implements EncoderConfig {
  private static final int SMALLEST = 2;
  private static final double HUNDRED = 100;

  public ImageStatsConfig {
    percentiles = List.copyOf(percentiles);
    require(
        stride >= SMALLEST,
        String.format(
            Locale.ROOT,
            "stride=%d must be at least %d: one pixel has no standard deviation",
            stride,
            SMALLEST));
    require(
        inputSize > 0 && inputSize % stride == 0,
        String.format(
            Locale.ROOT,
            "input_size=%d must be a multiple of stride=%d; nearest: %d",
            inputSize,
            stride,
            Math.max(1, Math.round((float) inputSize / stride)) * stride));
    for (double percentile : percentiles) {
      require(
          percentile >= 0 && percentile <= HUNDRED,
          String.format(Locale.ROOT, "percentiles=%s must lie within 0..100", percentiles));
    }
  }

  @Override
  public ImageStatsConfig withBands(Map<String, List<String>> bands) {
    return new ImageStatsConfig(keys.withBands(bands), inputSize, stride, percentiles);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
