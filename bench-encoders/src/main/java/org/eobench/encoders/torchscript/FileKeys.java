package org.eobench.encoders.torchscript;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.ShellWord;
import org.eobench.core.torchscript.ScriptArchive;
import org.jspecify.annotations.Nullable;

/**
 * Merges the keys of the config with those stored in the file: the object {@code encoder} in its
 * extra file {@code eobench.json}, which {@code export} writes and which {@code torch.jit.save(…,
 * _extra_files=…)} can write.
 */
final class FileKeys {
  /** Name of the extra file. */
  static final String NAME = "eobench.json";

  /** The keys that a file can contain, under their names in a config. */
  record StoredKeys(
      @Nullable String module,
      @Nullable String method,
      @Nullable Map<String, List<String>> inputBands,
      @Nullable Integer inputSize,
      @Nullable Integer numFrames,
      @Nullable InputLayout inputLayout,
      @Nullable List<EncoderSpec.Level> levels,
      @Nullable List<String> outputKeys,
      @Nullable OutputLayout outputLayout,
      @Nullable Integer prefixTokens,
      @Nullable Boolean pyramidOutput) {}

  private static final StoredKeys NOTHING =
      new StoredKeys(null, null, null, null, null, null, null, null, null, null, null);

  private final Path file;
  private final Problems problems = new Problems();
  private final List<String> open = new ArrayList<>();

  private FileKeys(Path file) {
    this.file = file;
  }

  /**
   * Determines the facts of a program.
   *
   * @param data the bands of the data set; if the config lists exactly these, the file decides
   *     which of them the program takes
   * @throws BenchException {@code ScriptKeyContradicts} for each key with different values in the
   *     config and the file; {@code ScriptKeyOpen} for keys that neither contains
   */
  static ProgramFacts of(Path file, TorchScriptConfig config, Map<String, List<Band>> data) {
    return new FileKeys(file).join(config, data);
  }

  private ProgramFacts join(TorchScriptConfig config, Map<String, List<Band>> data) {
    StoredKeys said = said();
    Map<String, List<String>> bands = bands(config.keys().inputBands(), said.inputBands(), data);
    String module = one("module", config.module(), said.module(), "");
    String method = one("method", config.method(), said.method(), "forward");
    Integer size = one("input_size", config.inputSize(), said.inputSize(), null);
    Integer frames = one("num_frames", config.numFrames(), said.numFrames(), 1);
    InputLayout in =
        one("input_layout", config.inputLayout(), said.inputLayout(), InputLayout.BCHW);
    List<EncoderSpec.Level> levels = one("levels", config.levels(), said.levels(), null);
    List<String> outputs = one("output_keys", config.outputKeys(), said.outputKeys(), List.of());
    OutputLayout out =
        one("output_layout", config.outputLayout(), said.outputLayout(), OutputLayout.BCHW);
    Integer tokens = one("prefix_tokens", config.prefixTokens(), said.prefixTokens(), 0);
    Boolean pyramid = one("pyramid_output", config.pyramidOutput(), said.pyramidOutput(), false);
    if (!open.isEmpty()) {
      problems.add(
          Problem.of("ScriptKeyOpen", "the file does not declare " + String.join(" and ", open))
              .at(file.toString())
              .expecting("the keys in the config, or in an extra file " + NAME + " of the program")
              .next(
                  open.stream()
                      .map(key -> "set `" + ShellWord.of(key + "=" + example(key)) + "`")
                      .collect(Collectors.joining("\n"))));
    }
    problems.throwIfAny(ExitCode.CONFIG);
    try {
      return new ProgramFacts(
          known(module),
          known(method),
          bands,
          known(size),
          known(frames),
          known(in),
          known(levels),
          known(outputs),
          known(out),
          known(tokens),
          known(pyramid));
    } catch (IllegalArgumentException refused) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("InvalidConfig", "encoder: " + refused.getMessage()).at(file.toString()),
          refused);
    }
  }

  private StoredKeys said() {
    String text = ScriptArchive.read(file).extra(NAME);
    ConfigNode tree = text == null ? null : ConfigNode.ofYaml(text, file + ":" + NAME);
    ConfigNode encoder = tree == null ? null : tree.select("encoder");
    StoredKeys said =
        encoder == null ? null : Binder.bind(encoder, "encoder", StoredKeys.class, problems);
    problems.throwIfAny(ExitCode.WEIGHTS);
    return said == null ? NOTHING : said;
  }

  private Map<String, List<String>> bands(
      Map<String, List<String>> given,
      @Nullable Map<String, List<String>> said,
      Map<String, List<Band>> data) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    data.forEach((modality, bands) -> all.put(modality, bands.stream().map(Band::name).toList()));
    Map<String, List<String>> asked = said != null && given.equals(all) ? null : given;
    return known(one("input_bands", asked, said, given));
  }

  /** The value of a key from the config, otherwise from the file, otherwise the default. */
  private <T> @Nullable T one(String key, @Nullable T given, @Nullable T said, @Nullable T usual) {
    String full = "encoder." + key;
    if (given != null && said != null && !given.equals(said)) {
      problems.add(
          Problem.of(
                  "ScriptKeyContradicts",
                  full + "=" + text(given) + " contradicts the file, which declares " + text(said))
              .at(file.toString())
              .expecting(text(said))
              .next("set `" + left(key) + "` to use the file's value"));
    }
    T value = given != null ? given : said != null ? said : usual;
    if (value == null) {
      open.add(full);
    }
    return value;
  }

  /** The argument that leaves a key to the file. */
  private static String left(String key) {
    String nothing = key.equals("input_bands") ? "${dataset.bands}" : "null";
    return ShellWord.of("encoder." + key + "=" + nothing);
  }

  private static String example(String key) {
    return key.equals("encoder.levels") ? "[{width: 192, stride: 16}]" : "64";
  }

  /** A value in config syntax. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(FileKeys::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof EncoderSpec.Level level) {
      return "{width: " + level.width() + ", stride: " + level.stride() + "}";
    }
    return value instanceof Enum<?> choice
        ? choice.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  private static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
