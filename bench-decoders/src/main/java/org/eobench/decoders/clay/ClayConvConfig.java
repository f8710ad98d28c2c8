package org.eobench.decoders.clay;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the head of convolutions and enlargements.
 *
 * @param reduceChannels width that a first layer of 1×1 brings the deepest map to; null for none
 * @param channels widths after each transposed convolution, which ReLU follows; a last one predicts
 * @param scales by how many times the map is enlarged before each of them, before the last one, and
 *     after it
 * @param lastLayer the kind of the last one
 * @param temporal how the maps of several dates become one
 */
@Paper("https://clay-foundation.github.io/model")
public record ClayConvConfig(
    @Nullable Integer reduceChannels,
    List<Integer> channels,
    List<Integer> scales,
    LastLayer lastLayer,
    @Inline TemporalKeys temporal) {

  /** The layer that predicts; both compute the same kind of thing, from other initial values. */
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
              "scales=%s must list %d whole numbers of at least 1: two more than channels=%s",
              scales,
              channels.size() + 2,
              channels));
    }
  }
}
