package org.eobench.encoders.mmearth;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.encoders.convnext.ConvNextStages;

/**
 * Config of MMEarth's ConvNeXt V2.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param patchSize stride of the deepest map in pixels: 8, or a multiple of it
 * @param depths blocks of each of the four stages
 * @param dims features of each stage
 * @param inputPadding how the image is extended before the first convolution, which cuts off one
 *     pixel on each side
 * @param outputLayers stages (from 0, ascending) after which a map is taken
 * @param bandAdaptation how a kernel for red, green and blue is adapted to other bands
 */
public record MmearthConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    int patchSize,
    List<Integer> depths,
    List<Integer> dims,
    InputPadding inputPadding,
    @Default("[0, 1, 2, 3]") List<Integer> outputLayers,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {

  /** How the image is extended before the first convolution. */
  public enum InputPadding {
    /** Not at all, as in the authors' code: at patch size 8, maps lack one pixel on each side. */
    NONE,
    /** By repeating the pixels at the edge, so that maps cover the image at patch size 8. */
    REPLICATE
  }

  private static final int STAGES_STRIDE = 8;

  public MmearthConfig {
    depths = List.copyOf(depths);
    dims = List.copyOf(dims);
    outputLayers = List.copyOf(outputLayers);
    ConvNextStages.requireStages(depths, dims, outputLayers);
    if (patchSize < STAGES_STRIDE || patchSize % STAGES_STRIDE != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "patch_size=%d must be a multiple of 8, by which the stages reduce the map",
              patchSize));
    }
    if (inputSize < smallest(patchSize)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "input_size=%d must be at least %d", inputSize, smallest(patchSize)));
    }
  }

  /** The smallest image whose deepest map has a place. */
  int smallest() {
    return smallest(patchSize);
  }

  private static int smallest(int patchSize) {
    return patchSize + 2;
  }

  /** The stride of the first map. */
  int stemStride() {
    return patchSize / STAGES_STRIDE;
  }
}
