package org.eobench.encoders.vit;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the ViT encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionTable interpolate: a learned table, resampled where the checkpoint's is of another
 *     grid; zero: one that is never trained, and zero where no checkpoint gives it
 * @param finalNorm which maps pass through the final norm
 * @param bandAdaptation how the kernel for red, green and blue is carried to other bands
 * @param timeMerging how it takes several dates
 */
public record VitConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    PositionTable positionTable,
    FinalNorm finalNorm,
    BandAdaptation bandAdaptation,
    @Default("none") TimeMerging timeMerging)
    implements EncoderConfig {}
