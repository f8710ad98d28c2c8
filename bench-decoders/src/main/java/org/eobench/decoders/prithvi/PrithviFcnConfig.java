package org.eobench.decoders.prithvi;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the neck of transposed convolutions, with its heads.
 *
 * @param neckChannels channels of the fine map; null for those of the input map
 * @param neckStages number of stages, each of which enlarges the map four times
 * @param heads the keys of both heads
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:2310.18660")
public record PrithviFcnConfig(
    @Nullable Integer neckChannels,
    int neckStages,
    @Inline FcnHeadKeys heads,
    @Inline TemporalKeys temporal) {
  public PrithviFcnConfig {
    if (neckChannels != null) {
      FcnHeadKeys.atLeastOne("neck_channels", neckChannels);
    }
    FcnHeadKeys.atLeastOne("neck_stages", neckStages);
  }
}
