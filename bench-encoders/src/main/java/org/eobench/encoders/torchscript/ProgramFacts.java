package org.eobench.encoders.torchscript;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;

/**
 * The complete description of a program's inputs and outputs; the components are those of {@link
 * TorchScriptConfig}.
 *
 * @param inputBands band names by modality, in channel order
 */
record ProgramFacts(
    String module,
    String method,
    Map<String, List<String>> inputBands,
    int inputSize,
    int numFrames,
    InputLayout inputLayout,
    List<EncoderSpec.Level> levels,
    List<String> outputKeys,
    OutputLayout outputLayout,
    int prefixTokens,
    boolean pyramidOutput) {

  ProgramFacts {
    levels = List.copyOf(levels);
    outputKeys = List.copyOf(outputKeys);
    require(inputSize > 0, "input_size=%d must be at least 1", inputSize);
    require(numFrames > 0, "num_frames=%d must be at least 1", numFrames);
    require(
        inputLayout != InputLayout.BCHW || numFrames == 1,
        "input_layout=bchw has no axis for num_frames=%d dates; use bcthw, btchw or btc_hw",
        numFrames);
    require(!levels.isEmpty(), "levels must list width and stride of at least one map");
    for (EncoderSpec.Level level : levels) {
      require(
          level.width() > 0 && level.stride() > 0 && level.stride() <= inputSize,
          "levels=%s: width and stride must be at least 1, the stride at most input_size=%d",
          levels,
          inputSize);
    }
    require(
        outputKeys.isEmpty() || outputKeys.size() == levels.size(),
        "output_keys=%s must list one map for each of the %d levels",
        outputKeys,
        levels.size());
    for (String key : outputKeys) {
      require(
          key.matches("[\\w .:/-]+"),
          "output_keys=%s: '%s' contains characters that are not allowed in a key of a program",
          outputKeys,
          key);
    }
    require(
        prefixTokens >= 0 && (prefixTokens == 0 || outputLayout == OutputLayout.BNC),
        "prefix_tokens=%d must be 0 unless output_layout=bnc",
        prefixTokens);
  }

  /** Positions along one side of a level's map. */
  long side(EncoderSpec.Level level) {
    return inputSize / level.stride();
  }

  private static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, otherwise, values));
    }
  }
}
