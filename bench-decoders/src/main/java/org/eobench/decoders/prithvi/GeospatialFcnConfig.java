package org.eobench.decoders.prithvi;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the neck that halves its channels, with its heads.
 *
 * @param neckChannels channels after the first upsampling; each further one halves them
 * @param neckBlocks number of blocks, each of which doubles the map size
 * @param neckConvs number of convolutions per block
 * @param neckDropout share of values dropped after each of them in training
 * @param heads the keys of both heads
 * @param temporal how the maps of several dates are fused
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
