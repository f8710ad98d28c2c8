package org.eobench.encoders.resnet;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the ResNet encoder.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param depth number of layers with weights: 18, 34, 50, 101 or 152
 * @param outputLayers parts after which a map is taken, with torchvision's numbering: 4 to 7 are
 *     {@code layer1} to {@code layer4}
 * @param bandAdaptation how the first convolution of weights for red, green and blue is adapted to
 *     other bands
 */
public record ResNetConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    int depth,
    @Default("[4, 5, 6, 7]") List<Integer> outputLayers,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {
  /** Index of {@code layer1} among the parts of torchvision's model. */
  private static final int FIRST_STAGE = 4;

  private static final int STAGES = 4;

  /** The stride of the deepest map in pixels. */
  static final int SMALLEST = 32;

  public ResNetConfig {
    outputLayers = List.copyOf(outputLayers);
    if (inputSize < SMALLEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input_size=%d must be at least %d, the stride of the deepest map",
              inputSize,
              SMALLEST));
    }
    requireRising(outputLayers);
    if (!Architecture.BY_DEPTH.containsKey(depth)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "depth=%d must be one of %s", depth, Architecture.BY_DEPTH.keySet()));
    }
  }

  /** The stages after which a map is taken, from 0. */
  List<Integer> outputStages() {
    return outputLayers.stream().map(layer -> layer - FIRST_STAGE).toList();
  }

  /** The deepest stage that is used, from 0. */
  int lastStage() {
    return outputLayers.get(outputLayers.size() - 1) - FIRST_STAGE;
  }

  private static void requireRising(List<Integer> layers) {
    int before = FIRST_STAGE - 1;
    boolean rising = !layers.isEmpty();
    for (int layer : layers) {
      rising &= layer > before && layer < FIRST_STAGE + STAGES;
      before = layer;
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "output_layers=" + layers + " must be ascending and within 4..7 (layer1 to layer4)");
    }
  }

  Architecture architecture() {
    return Architecture.of(depth);
  }
}
