package org.eobench.encoders.convnext;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the ConvNeXt encoder.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param depths blocks of each of the four stages
 * @param dims features of each stage
 * @param version which paper's blocks: layer scales (v1) or global response normalisation (v2)
 * @param lsInitValue initial value of the layer scales of v1 without a checkpoint
 * @param outputLayers stages (from 0, ascending) after which a map is taken
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 */
public record ConvNextConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    List<Integer> depths,
    List<Integer> dims,
    Version version,
    @Default("1.0e-06") @Range(min = 0) double lsInitValue,
    @Default("[0, 1, 2, 3]") List<Integer> outputLayers,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {

  /** The paper whose blocks the network has. */
  public enum Version {
    /** ConvNeXt, 2022. */
    V1,
    /** ConvNeXt V2, 2023. */
    V2
  }

  /** The stride of the deepest map in pixels. */
  static final int SMALLEST = 32;

  public ConvNextConfig {
    depths = List.copyOf(depths);
    dims = List.copyOf(dims);
    outputLayers = List.copyOf(outputLayers);
    ConvNextStages.requireStages(depths, dims, outputLayers);
    if (inputSize < SMALLEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input_size=%d must be at least %d, the stride of the deepest map",
              inputSize,
              SMALLEST));
    }
  }

  ConvNextBlock.Options block() {
    return version == Version.V1
        ? ConvNextBlock.Options.scaled(lsInitValue)
        : ConvNextBlock.Options.responseNormalised(1e-6);
  }
}
