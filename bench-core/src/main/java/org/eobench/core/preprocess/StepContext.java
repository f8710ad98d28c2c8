package org.eobench.core.preprocess;

import org.eobench.core.encoder.EncoderSpec;

/**
 * The inputs for building a preprocessing step, apart from its own config.
 *
 * @param images facts about the images that reach the step
 * @param encoder the encoder for which the chain prepares images
 * @param position the position of crops
 */
public record StepContext(ImageSpec images, EncoderSpec encoder, CropPosition position) {}
