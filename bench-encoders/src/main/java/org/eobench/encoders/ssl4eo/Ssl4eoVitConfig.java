package org.eobench.encoders.ssl4eo;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the variants with a fixed position table: MoCo and MAE.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param finalNorm the maps to which the final norm is applied
 */
public record Ssl4eoVitConfig(@Inline EncoderKeys keys, @Inline VitShape shape, FinalNorm finalNorm)
    implements EncoderConfig {}
