package org.eobench.encoders.torchscript;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.Inline;
import org.eobench.core.config.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;

/**
 * Config of a TorchScript encoder. The file says how it computes; what it takes and gives is said
 * here.
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
    String module,
    String method,
    int inputSize,
    @Range(min = 1) int numFrames,
    InputLayout inputLayout,
    List<EncoderSpec.Level> levels,
    List<String> outputKeys,
    OutputLayout outputLayout,
    @Range(min = 0) int prefixTokens,
    boolean pyramidOutput,
    List<String> inputLayer)
    implements EncoderConfig {

  public TorchScriptConfig {
    levels = List.copyOf(levels);
    outputKeys = List.copyOf(outputKeys);
    inputLayer = List.copyOf(inputLayer);
    require(
        keys.encoderWeights() != null,
        "encoder_weights=null: a TorchScript file is the model itself, so there is none without"
            + " it");
    require(
        inputSize > 0, String.format(Locale.ROOT, "input_size=%d must be at least 1", inputSize));
    require(
        numFrames > 0, String.format(Locale.ROOT, "num_frames=%d must be at least 1", numFrames));
    require(
        inputLayout != InputLayout.BCHW || numFrames == 1,
        String.format(
            Locale.ROOT,
            "input_layout=bchw has no axis for num_frames=%d dates; bcthw, btchw or btc_hw has",
            numFrames));
    require(!levels.isEmpty(), "levels must list width and stride of at least one map");
    for (EncoderSpec.Level level : levels) {
      require(
          level.width() > 0 && level.stride() > 0 && level.stride() <= inputSize,
          String.format(
              Locale.ROOT,
              "levels=%s: width and stride must be at least 1, the stride at most input_size=%d",
              levels,
              inputSize));
    }
    require(
        outputKeys.isEmpty() || outputKeys.size() == levels.size(),
        String.format(
            Locale.ROOT,
            "output_keys=%s must name one map for each of the %d levels",
            outputKeys,
            levels.size()));
    for (String key : outputKeys) {
      require(
          key.matches("[\\w .:/-]+"),
          String.format(
              Locale.ROOT,
              "output_keys=%s: '%s' has characters that a key of a program has not",
              outputKeys,
              key));
    }
    require(
        prefixTokens >= 0 && (prefixTokens == 0 || outputLayout == OutputLayout.BNC),
        String.format(
            Locale.ROOT,
            "prefix_tokens=%d must be 0 where output_layout is not bnc",
            prefixTokens));
  }

  @Override
  public boolean canStartRandom() {
    return false;
  }

  /** Positions along one side of a level's map. */
  long side(EncoderSpec.Level level) {
    return inputSize / level.stride();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
