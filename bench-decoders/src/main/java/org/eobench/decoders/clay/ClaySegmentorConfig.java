package org.eobench.decoders.clay;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the head of Clay v1.5.
 *
 * @param hiddenChannels width of the two convolutions on the deepest map
 * @param unfoldedChannels width of the fine map before the last layer
 * @param temporal how the maps of several dates are fused
 */
@Paper("https://clay-foundation.github.io/model")
public record ClaySegmentorConfig(
    int hiddenChannels, int unfoldedChannels, @Inline TemporalKeys temporal) {
  public ClaySegmentorConfig {
    atLeastOne("hidden_channels", hiddenChannels);
    atLeastOne("unfolded_channels", unfoldedChannels);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + "=" + value + " must be at least 1");
    }
  }
}
