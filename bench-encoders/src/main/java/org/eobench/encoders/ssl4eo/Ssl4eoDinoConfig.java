package org.eobench.encoders.ssl4eo;

import org.eobench.core.config.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the DINO variant.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param qkvBias whether queries, keys and values have the bias they were trained with; without it
 *     the checkpoint's is left out
 * @param finalNorm which maps pass through the final norm
 */
public record Ssl4eoDinoConfig(
    @Inline EncoderKeys keys, @Inline VitShape shape, boolean qkvBias, FinalNorm finalNorm)
    implements EncoderConfig {}
