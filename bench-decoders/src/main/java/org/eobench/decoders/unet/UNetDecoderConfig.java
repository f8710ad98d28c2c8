package org.eobench.decoders.unet;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the U-Net decoder, whose widths are those of the encoder's maps.
 *
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:1505.04597")
public record UNetDecoderConfig(@Inline TemporalKeys temporal) {}
