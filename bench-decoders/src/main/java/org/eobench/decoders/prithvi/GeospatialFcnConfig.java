package org.eobench.decoders.prithvi;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the neck whose channels halve, with its heads.
 *
 * @param neckChannels channels after the first doubling; halved by each further one
 * @param neckBlocks how often the map is doubled
 * @param neckConvs convolutions after each doubling
 * @param neckDropout share of values dropped after each of them while training
 * @param heads the keys of both heads
 * @param temporal how the maps of several dates become one
 */
@Paper("arXiv:2310.18660")
public record GeospatialFcnConfig(
    int neckChannels,
    int neckBlocks,
    int neckConvs,
    double neckDropout,
    @Inline FcnHeadKeys heads,
    @Inline TemporalKeys temporal) {
  public GeospatialFcnConfig {
    FcnHeadKeys.atLeastOne("neck_blocks", neckBlocks);
    FcnHeadKeys.atLeastOne("neck_convs", neckConvs);
    if (neckBlocks > 30 || neckChannels >> (neckBlocks - 1) < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "neck_channels=%d cannot be halved %d times",
              neckChannels,
              neckBlocks - 1));
    }
    if (!(neckDropout >= 0 && neckDropout < 1)) {
      throw new IllegalArgumentException("neck_dropout=" + neckDropout + " must lie in [0, 1)");
    }
  }
}
