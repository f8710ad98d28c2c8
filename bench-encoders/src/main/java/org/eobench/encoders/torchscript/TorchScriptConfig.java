package org.eobench.encoders.torchscript;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.jspecify.annotations.Nullable;

/**
 * Config of a TorchScript encoder. The file says how it computes; what it takes and gives is said
 * here, or by the file itself: a key that is null is read from the file, see {@link FileKeys}.
 *
 * @param keys the keys of every encoder; {@code encoder_weights} is the file and cannot be null
 * @param module path of a module inside the program, such as {@code backbone}; empty is the whole
 * @param method the method that is called
 * @param inputSize side in pixels of the square images it takes
 * @param numFrames dates it takes
 * @param inputLayout the axes of an image as it takes it
 * @param levels width and stride of each map it gives, shallow to deep
 * @param outputKeys where it returns a dictionary: the keys of the maps, shallow to deep
 * @param outputLayout the axes of what it returns
 * @param prefixTokens tokens before those of the places, such as a class token
 * @param pyramidOutput whether the maps have strides 4, 8, 16, 32, so that no decoder need rescale
 *     them
 * @param inputLayer beginnings of the names of the tensors that {@code finetune=retrain_input}
 *     trains
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
          "encoder_weights=null: a TorchScript file is the model itself, so there is none without"
              + " it");
    }
  }

  @Override
  public boolean canStartRandom() {
    return false;
  }
}
