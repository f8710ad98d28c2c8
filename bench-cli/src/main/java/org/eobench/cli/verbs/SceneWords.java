package org.eobench.cli.verbs;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.OutputFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.run.scene.SceneOptions;
import org.eobench.core.run.scene.SceneOutput;
import org.eobench.datasets.scene.ModalityFile;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code predict} about scenes.
 *
 * @param inputs files and folders; empty if {@code files} has the scene
 * @param files the files of one scene with several modalities or dates
 * @param output file or folder
 * @param time when the scenes were taken, or null
 * @param bands names of the bands in the files, by modality
 * @param bandNames names of bands in STAC items
 * @param force whether existing files are replaced
 * @param part which of the scenes
 */
record SceneWords(
    List<Path> inputs,
    List<ModalityFile> files,
    Path output,
    SceneOptions options,
    @Nullable LocalDateTime time,
    Map<String, List<String>> bands,
    Map<String, String> bandNames,
    boolean force,
    ScenePart part) {
  static final String INPUT = "input";
  private static final String OUTPUTS = "outputs";
  private static final String DTYPE = "dtype";
  private static final String WINDOWS = "windows";
  private static final String DATE = "date";
  private static final String BANDS = "bands";
  private static final String BAND_NAMES = "band-names";
  private static final String LATTICE = "lattice";
  private static final String UINT8 = "uint8";

  /** Flags with a value. */
  static final List<String> VALUED =
      List.of(
          INPUT, OUTPUTS, DTYPE, WINDOWS, DATE, BANDS, BAND_NAMES, SceneJobs.JOBS, ScenePart.FLAG);

  /** Flags without a value. */
  static final List<String> BARE = List.of(OutputFile.FORCE);

  /** Whether a word changes the configuration, and names no file. */
  static boolean isOverride(String word) {
    boolean looks = word.matches("[+~]{0,2}[\\w./@-]*=.*") || word.startsWith("~");
    try {
      return looks && !Files.exists(Path.of(word));
    } catch (InvalidPathException noPath) {
      return true;
    }
  }

  /**
   * Reads them.
   *
   * @param paths the words that name files
   */
  static SceneWords of(Flags flags, List<String> paths) {
    List<ModalityFile> files =
        flags.values(INPUT).stream().map(word -> ModalityFile.parse(word, "--" + INPUT)).toList();
    int wanted = files.isEmpty() ? 2 : 1;
    boolean tooMany = !files.isEmpty() && paths.size() > 1;
    if (paths.size() < wanted || tooMany) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "Usage",
                  tooMany
                      ? "all files of the scene are given with --input, so one word names the"
                          + " output"
                      : "the prediction of a scene requires an output")
              .at(String.join(" ", paths))
              .expecting(
                  files.isEmpty()
                      ? "java -jar bench.jar predict RUN_DIR INPUT... OUTPUT"
                      : "java -jar bench.jar predict RUN_DIR --input MODALITY=FILE OUTPUT"));
    }
    List<Path> all = paths.stream().map(Path::of).toList();
    all.subList(0, all.size() - 1).forEach(SceneWords::requireThere);
    files.forEach(file -> requireThere(file.file()));
    String date = flags.value(DATE);
    if (date != null && !files.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--date is for scenes of one file")
              .at("--date " + date)
              .next("write it behind each file, as in `--input MODALITY=FILE@DATE`"));
    }
    return new SceneWords(
        all.subList(0, all.size() - 1),
        files,
        all.get(all.size() - 1),
        options(flags),
        date == null ? null : ModalityFile.date(date, "--" + DATE),
        bands(flags),
        bandNames(flags),
        flags.has(OutputFile.FORCE),
        ScenePart.of(flags));
  }

  /** Before a model is loaded. */
  private static void requireThere(Path input) {
    if (!Files.isDirectory(input)) {
      FileBytes.open(new FileFault(input, "UnreadableScene", ExitCode.DATA)).close();
    }
  }

  private static SceneOptions options(Flags flags) {
    String outputs = flags.value(OUTPUTS);
    return new SceneOptions(
        outputs == null ? List.of() : SceneOutput.parse(outputs, "--" + OUTPUTS),
        choice(flags, DTYPE, "float32", UINT8).equals(UINT8),
        choice(flags, WINDOWS, "even", LATTICE).equals(LATTICE));
  }

  /** The value of a flag, by default the first. */
  private static String choice(Flags flags, String flag, String... values) {
    List<String> known = List.of(values);
    String value = flags.value(flag);
    if (value != null && !known.contains(value)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + flag + " cannot be " + value)
              .at("--" + flag)
              .expecting(Suggest.sentence(value, known)));
    }
    return value == null ? known.get(0) : value;
  }

  /** {@code B2,B3} or {@code optical=B2,B3}. */
  private static Map<String, List<String>> bands(Flags flags) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    for (String word : flags.values(BANDS)) {
      int equal = word.indexOf('=');
      String modality = equal < 0 ? "" : word.substring(0, equal);
      bands.put(modality, names(word.substring(equal + 1), BANDS));
    }
    return bands;
  }

  private static List<String> names(String list, String flag) {
    List<String> names = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (name.isEmpty() || names.indexOf(name) != names.lastIndexOf(name)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of(
                    "FlagValue",
                    name.isEmpty()
                        ? "a name is empty in '" + list + "'"
                        : name + " is listed twice")
                .at("--" + flag)
                .expecting("different names with commas between them"));
      }
    }
    return names;
  }

  /** {@code B2=blue,B3=green}. */
  private static Map<String, String> bandNames(Flags flags) {
    Map<String, String> bandNames = new LinkedHashMap<>();
    for (String word : flags.values(BAND_NAMES)) {
      for (String pair : names(word, BAND_NAMES)) {
        int equal = pair.indexOf('=');
        if (equal < 1 || equal == pair.length() - 1) {
          throw new BenchException(
              ExitCode.USAGE,
              Problem.of("FlagValue", "'" + pair + "' names no band")
                  .at("--" + BAND_NAMES)
                  .expecting("BAND=NAME, such as B2=blue"));
        }
        bandNames.put(pair.substring(0, equal), pair.substring(equal + 1));
      }
    }
    return bandNames;
  }

  /** Refuses flags about scenes where there are none. */
  static void requireNone(Flags flags) {
    Stream.of(VALUED, SceneOutputs.FLAGS, BARE)
        .flatMap(List::stream)
        .filter(flags::has)
        .findFirst()
        .ifPresent(
            flag -> {
              throw flagAlone(flag);
            });
  }

  private static BenchException flagAlone(String flag) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("FlagAlone", "--" + flag + " is for scenes, and no scene is named")
            .at("--" + flag)
            .expecting("java -jar bench.jar predict RUN_DIR INPUT... OUTPUT"));
  }

  /** Whether the output is one file. */
  boolean isFile() {
    return output.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?");
  }

  /**
   * The file of a scene.
   *
   * @param id its name
   * @param scenes number of all scenes
   * @throws BenchException if the output is a file, but there are several scenes
   */
  Path fileOf(String id, int scenes) {
    if (isFile() && scenes > 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "Usage",
                  String.format(
                      Locale.ROOT, "the inputs have %d scenes, but OUTPUT is one file", scenes))
              .at(output.toString())
              .expecting("a folder"));
    }
    return isFile() ? output : output.resolve(id + ".tif");
  }

  /** All words that the configuration is composed with, and those that name files. */
  static List<List<String>> split(List<String> words) {
    List<String> overrides = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (String word : words) {
      (isOverride(word) ? overrides : paths).add(word);
    }
    return List.of(overrides, paths);
  }
}
