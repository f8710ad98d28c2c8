package org.eobench.decoders.segformer;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of SegFormer's head.
 *
 * @param channels width of every level inside the decoder
 * @param dropout share of channels dropped before the last layer while training; 0 is Pangaea's
 * @param featureLevels which maps of the encoder it sees
 * @param mixing how the layer over all levels takes them in
 * @param temporal how the maps of several dates become one
 */
@Paper("arXiv:2105.15203")
public record SegFormerDecoderConfig(
    int channels,
    double dropout,
    FeatureLevels featureLevels,
    @Default("fast") Mixing mixing,
    @Inline TemporalKeys temporal) {
  public SegFormerDecoderConfig {
    if (channels < 1) {
      throw new IllegalArgumentException("channels=" + channels + " must be at least 1");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout=" + dropout + " must lie in [0, 1)");
    }
  }
}
