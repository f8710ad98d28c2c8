package org.eobench.core.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rest of the system may know of an encoder.
 *
 * @param inputBands band names by modality, in the channel order {@code encode} takes
 * @param inputSize side in pixels of the square images the encoder is made for; evaluation tiles
 *     images to it
 * @param levels the feature maps it gives, shallow to deep
 * @param temporal whether it takes more than one date ({@code T > 1})
 * @param temporalOutput whether its maps keep the time axis, {@code [B,D,T,h,w]}
 * @param pyramid whether the levels are a pyramid already, each half as fine as the one before, so
 *     that a decoder need not rescale them; their strides say how fine
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
