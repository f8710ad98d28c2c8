package org.eobench.core.preprocess;

import org.eobench.core.encoder.EncoderSpec;

/**
 * What a preprocessing step is given besides its own config.
 *
 * @param images what is known of the images that reach the step
 * @param encoder what the chain prepares images for
 * @param position where crops lie
 */
public record StepContext(ImageSpec images, EncoderSpec encoder, CropPosition position) {}
