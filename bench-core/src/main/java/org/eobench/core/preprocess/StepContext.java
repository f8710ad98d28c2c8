package org.eobench.core.preprocess;

import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;
import org.jspecify.annotations.Nullable;

/**
 * The inputs for building a preprocessing step, apart from its own config.
 *
 * @param images facts about the images that reach the step
 * @param encoder the encoder for which the chain prepares images
 * @param position the position of crops
 * @param model the statistics that replace those of the data set in normalisation; null for none
 * @param substitutes bands of the data that take the place of bands of the encoder that it lacks,
 *     by modality and missing band
 */
public record StepContext(
    ImageSpec images,
    EncoderSpec encoder,
    CropPosition position,
    @Nullable ModelNormalization model,
    Map<String, Map<String, String>> substitutes) {

  /** A context in which normalisation uses the statistics of the data set. */
  public StepContext(ImageSpec images, EncoderSpec encoder, CropPosition position) {
    this(images, encoder, position, null);
  }

  /** A context in which no band takes the place of another. */
  public StepContext(
      ImageSpec images,
      EncoderSpec encoder,
      CropPosition position,
      @Nullable ModelNormalization model) {
    this(images, encoder, position, model, Map.of());
  }

  /** The same with other images. */
  public StepContext with(ImageSpec other) {
    return new StepContext(other, encoder, position, model, substitutes);
  }

  /** The same with bands in place of missing ones. */
  public StepContext replacing(Map<String, Map<String, String>> missing) {
    return new StepContext(images, encoder, position, model, missing);
  }

  /**
   * The channel for a band of the encoder among {@code offered}: the band itself, or the one that
   * takes its place; -1 if there is neither.
   */
  int channel(String modality, String band, List<String> offered) {
    int own = offered.indexOf(band);
    String other = substitutes.getOrDefault(modality, Map.of()).get(band);
    return own >= 0 || other == null ? own : offered.indexOf(other);
  }
}
