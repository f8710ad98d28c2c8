package org.eobench.decoders.clay;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the head of convolutions and upsampling layers.
 *
 * @param reduceChannels width to which a first 1×1 convolution reduces the deepest map; null for
 *     none
 * @param channels widths of the transposed convolutions with ReLU, which precede the last layer
 * @param scales upsampling factors: before each of these layers, before the last layer, and after
 *     it
 * @param lastLayer type of the last layer
 * @param temporal how the maps of several dates are fused
 */
@Paper("https://clay-foundation.github.io/model")
public record ClayConvConfig(
    @Nullable Integer reduceChannels,
    List<Integer> channels,
    List<Integer> scales,
    LastLayer lastLayer,
    @Inline TemporalKeys temporal) {

  /**
   * The type of the last layer; both types compute the same function but are initialized
   * differently.
   */
  public enum LastLayer {
    CONV,
    CONV_TRANSPOSE
  }

  public ClayConvConfig {
    channels = List.copyOf(channels);
    scales = List.copyOf(scales);
    if (reduceChannels != null && reduceChannels < 1) {
      throw new IllegalArgumentException(
          "reduce_channels=" + reduceChannels + " must be at least 1, or null");
    }
    if (channels.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "channels=" + channels + " must list widths of at least 1");
    }
    boolean fits = scales.size() == channels.size() + 2;
    if (!fits || scales.stream().anyMatch(scale -> scale < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "scales=%s must list %d integers of at least 1, two more than channels=%s",
              scales,
              channels.size() + 2,
              channels));
    }
  }
}
