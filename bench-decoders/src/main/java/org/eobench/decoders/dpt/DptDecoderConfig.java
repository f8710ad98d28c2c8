package org.eobench.decoders.dpt;

import java.util.List;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of DPT, with the names of DINOv3's depth head.
 *
 * @param channels width of every level during the fusion
 * @param postProcessChannels width of each reassembled level, from shallow to deep
 * @param readoutType what happens to the class token of each map
 * @param nHiddenChannels width before the last layer
 * @param useBatchnorm whether each map passes a batch norm first
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:2103.13413")
public record DptDecoderConfig(
    int channels,
    List<Integer> postProcessChannels,
    ReadoutType readoutType,
    int nHiddenChannels,
    boolean useBatchnorm,
    @Inline TemporalKeys temporal) {
  public DptDecoderConfig {
    postProcessChannels = List.copyOf(postProcessChannels);
    if (channels < 2) {
      throw new IllegalArgumentException("channels=" + channels + " must be at least 2");
    }
    if (postProcessChannels.isEmpty()
        || postProcessChannels.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "post_process_channels="
              + postProcessChannels
              + " must list a width of at least 1 for each map");
    }
    if (nHiddenChannels < 1) {
      throw new IllegalArgumentException(
          "n_hidden_channels=" + nHiddenChannels + " must be at least 1");
    }
  }
}
