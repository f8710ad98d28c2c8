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
 * @param positionTable interpolate: a learned table, resampled if the checkpoint's table has
 *     another grid; zero: a table that is never trained, and zero unless a checkpoint contains it
 * @param finalNorm the maps to which the final norm is applied
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 * @param timeMerging how the encoder processes several dates
 */
public record VitConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    PositionTable positionTable,
    FinalNorm finalNorm,
    BandAdaptation bandAdaptation,
    @Default("none") TimeMerging timeMerging)
    implements EncoderConfig {}
