package org.eobench.encoders.torchscript;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.jspecify.annotations.Nullable;

/**
 * Config of a TorchScript encoder. The file contains the computation; its inputs and outputs are
 * described here or in the file. A key that is null is read from the file, see {@link FileKeys}.
 *
 * @param keys the keys of every encoder; {@code encoder_weights} is the file and cannot be null
 * @param module path of a module inside the program, such as {@code backbone}; empty for the whole
 *     program
 * @param method the method to call
 * @param inputSize side in pixels of the square input images
 * @param numFrames number of dates of the input
 * @param inputLayout the axes of the input image
 * @param levels width and stride of each output map, from shallow to deep
 * @param outputKeys keys of the maps if the program returns a dictionary, from shallow to deep
 * @param outputLayout the axes of the output
 * @param prefixTokens number of tokens before those of the patches, such as a class token
 * @param pyramidOutput whether the maps have strides 4, 8, 16 and 32, so that a decoder need not
 *     rescale them
 * @param inputLayer prefixes of the names of the tensors that {@code finetune=retrain_input} trains
 */
public record TorchScriptConfig(
    @Inline EncoderKeys keys,
    @Nullable String module,
    @Nullable String method,
    @Nullable Integer inputSize,
    @Nullable Integer numFrames,
    @Nullable InputLayout inputLayout,
    @Nullable List<EncoderSpec.Level> levels,
    @Nullable List<String> outputKeys,
    @Nullable OutputLayout outputLayout,
    @Nullable Integer prefixTokens,
    @Nullable Boolean pyramidOutput,
    @Default("[]") List<String> inputLayer)
    implements EncoderConfig {

  public TorchScriptConfig {
    inputLayer = List.copyOf(inputLayer);
    if (keys.encoderWeights() == null) {
      throw new IllegalArgumentException(
          "encoder_weights=null: the model is the TorchScript file itself, so a file is required");
    }
  }

  @Override
  public boolean canStartRandom() {
    return false;
  }
}
