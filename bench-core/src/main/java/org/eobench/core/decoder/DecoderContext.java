package org.eobench.core.decoder;

import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.TorchOps;

/**
 * What a decoder is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param encoder facts of the encoder whose maps it gets
 * @param numClasses K, output channels
 * @param frames T, dates per sample
 */
public record DecoderContext(TorchOps ops, EncoderSpec encoder, int numClasses, int frames) {}
