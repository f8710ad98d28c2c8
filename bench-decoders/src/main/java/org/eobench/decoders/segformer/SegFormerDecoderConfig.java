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
 * @param dropout share of channels dropped before the last layer in training; 0 in Pangaea
 * @param featureLevels the encoder's maps that it uses
 * @param mixing how the layer over all levels combines them
 * @param temporal how the maps of several dates are fused
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
