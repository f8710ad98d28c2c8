package org.eobench.core.preprocess;

import org.eobench.core.encoder.EncoderSpec;
import org.jspecify.annotations.Nullable;

/**
 * The inputs for building a preprocessing step, apart from its own config.
 *
 * @param images facts about the images that reach the step
 * @param encoder the encoder for which the chain prepares images
 * @param position the position of crops
 * @param model the statistics that replace those of the data set in normalisation; null for none
 */
public record StepContext(
    ImageSpec images,
    EncoderSpec encoder,
    CropPosition position,
    @Nullable ModelNormalization model) {

  /** A context in which normalisation uses the statistics of the data set. */
  public StepContext(ImageSpec images, EncoderSpec encoder, CropPosition position) {
    this(images, encoder, position, null);
  }

  /** The same with other images. */
  StepContext with(ImageSpec other) {
    return new StepContext(other, encoder, position, model);
  }
}
