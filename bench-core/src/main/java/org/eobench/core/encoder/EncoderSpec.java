package org.eobench.core.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts about an encoder that data preparation and decoders depend on.
 *
 * @param inputBands band names by modality, in the channel order of {@code encode}
 * @param inputSize side in pixels of the square images that the encoder requires; evaluation cuts
 *     images into tiles of this size
 * @param levels the feature maps of the encoder, from shallow to deep
 * @param temporal whether the encoder takes several dates ({@code T > 1})
 * @param temporalOutput whether its maps keep the time axis, {@code [B,D,T,h,w]}
 * @param pyramid whether the levels already form a pyramid, each with half the resolution of the
 *     previous one. A decoder then need not rescale them; their strides give the resolutions
 */
public record EncoderSpec(
    Map<String, List<String>> inputBands,
    int inputSize,
    List<Level> levels,
    boolean temporal,
    boolean temporalOutput,
    boolean pyramid) {

  /**
   * One feature map.
   *
   * @param width D, number of features per position
   * @param stride input pixels per feature position along one axis
   */
  public record Level(int width, int stride) {}

  public EncoderSpec {
    inputBands = Collections.unmodifiableMap(new LinkedHashMap<>(inputBands));
    levels = List.copyOf(levels);
  }
}
