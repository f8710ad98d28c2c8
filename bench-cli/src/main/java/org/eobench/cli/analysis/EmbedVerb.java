package org.eobench.cli.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.OutputFolder;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.embeddings.format.EmbeddingType;
import org.eobench.datasets.embeddings.write.DatasetEmbedding;
import org.eobench.datasets.embeddings.write.EmbedOptions;
import org.eobench.datasets.embeddings.write.EmbedReport;
import org.eobench.datasets.embeddings.write.EmbeddingFormat;
import org.eobench.datasets.embeddings.write.Pooling;
import org.eobench.datasets.embeddings.write.SceneEmbedding;
import org.eobench.datasets.scene.SceneFolder;
import org.jspecify.annotations.Nullable;

/** {@code embed}: the embeddings of a data set, or of scenes of any size, as files. */
public final class EmbedVerb implements Verb {
  private static final String POOLING = "pooling";
  private static final String LEVEL = "level";
  private static final String DTYPE = "dtype";
  private static final String PCA = "pca";
  private static final String FORMAT = "format";
  private static final String MARGIN = "margin";
  private static final String CALIBRATION = "calibration";
  private static final String MARK_EMPTY = "mark-empty";
  private static final String ALL = "all";
  private static final int DEFAULT_CALIBRATION = 256;

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public String arguments() {
    return "RUN_DIR|encoder=NAME dataset=NAME DATA OUTPUT [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "write the embeddings of a data set, or of scenes of any size";
  }

  @Override
  public String details() {
    return """
    DATA is a split of the data set (train, val, test or all), a GeoTIFF, or a folder of GeoTIFFs.
    OUTPUT is a folder. Its embeddings.json says what the files hold; encoder=embeddings reads it.

    Options
      --pooling KIND     patch (a map), mean or cls (one embedding for each image) (default patch)
      --level N,…        levels of the encoder from 0 that an embedding has, or all (the deepest)
      --dtype TYPE       fp32, fp16, int8, int8_square (AlphaEarth's) or bit (default fp32)
      --pca N            keep the first N principal components
      --format FORMAT    tif, npy, parquet or csv (NeuCo-Bench's) (default tif)
      --margin PIXELS    at each side of a window, whose embeddings are left out; windows are used
                         for images larger than the encoder's input (default an eighth of it)
      --calibration N    images, or windows of scenes, that int8 and --pca are fitted to (default 256)
      --mark-empty       mark patches without data as missing in images of a data set, too, which
                         otherwise have the features that a run sees; those of scenes always are
      --force            replace embeddings of an earlier call

    Examples
      java -jar bench.jar embed RUN_DIR all embedded
      java -jar bench.jar embed encoder=dofa dataset=hlsburnscars scene.tif embedded --dtype int8
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(POOLING, LEVEL, DTYPE, PCA, FORMAT, MARGIN, CALIBRATION),
            List.of(MARK_EMPTY, OutputFile.FORCE));
    EncoderWords words = EncoderWords.of(flags.words(this));
    boolean composed = words.overrides().stream().anyMatch(EmbedVerb::choosesEncoder);
    int data = composed ? 0 : 1;
    if (words.names().size() != data + 2) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "embed requires an encoder, data and a folder for the output")
              .at(String.join(" ", invocation.words()))
              .expecting("java -jar bench.jar embed " + arguments()));
    }
    EmbedOptions options = options(flags);
    Source source = source(words.names().get(data));
    Path folder = Path.of(words.names().get(data + 1));
    OutputFile.requireNewFolder(folder.resolve(Description.FILE), "embeddings", "OUTPUT", flags);
    Composition composition =
        composed
            ? only(words.ofOverrides(invocation.plugins()))
            : words.ofRun(words.names().get(0), invocation.plugins());
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      PreparedRun run = bench.prepare(composition);
      invocation.interruption().onStop(run::cancel);
      EmbedReport report = run.withEncoder(encoder -> write(encoder, options, source, folder));
      report.remarks().forEach(invocation.out()::println);
      invocation.out().println(text(report) + " are in " + folder);
    }
    return ExitCode.OK;
  }

  /**
   * What is embedded.
   *
   * @param splits of the data set; empty for scenes
   * @param files scenes; empty for a data set
   */
  private record Source(List<Split> splits, List<Path> files) {}

  private static EmbedReport write(
      LoadedEncoder encoder, EmbedOptions options, Source source, Path folder) {
    if (source.files.isEmpty()) {
      DatasetEmbedding work = new DatasetEmbedding(encoder, options);
      begin(folder);
      return work.write(source.splits, folder);
    }
    SceneEmbedding work = new SceneEmbedding(encoder, options);
    begin(folder);
    return work.write(source.files, folder);
  }

  /** Without its description, an incomplete folder is not taken for a complete one. */
  private static void begin(Path folder) {
    OutputFolder.create(folder, "embeddings", "OUTPUT");
    try {
      Files.deleteIfExists(folder.resolve(Description.FILE));
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("CannotWrite", "the earlier embeddings cannot be replaced")
              .at(folder.toString())
              .next("name another folder"),
          failure);
    }
  }

  private static boolean choosesEncoder(String word) {
    return word.startsWith("encoder=") || word.startsWith("experiment=");
  }

  private static Composition only(List<Composition> compositions) {
    if (compositions.size() != 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "Usage",
                  String.format(
                      Locale.ROOT,
                      "embed takes one encoder, but the words name %d",
                      compositions.size()))
              .expecting("one value for each key"));
    }
    return compositions.get(0);
  }

  private static Source source(String word) {
    List<Split> splits =
        Stream.of(Split.values())
            .filter(split -> word.equals(ALL) || word.equals(split.key()))
            .toList();
    if (!splits.isEmpty()) {
      return new Source(splits, List.of());
    }
    Path path = Path.of(word);
    if (Files.isRegularFile(path)) {
      return new Source(List.of(), List.of(path));
    }
    List<Path> files = Files.isDirectory(path) ? SceneFolder.list(path) : List.of();
    if (files.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "UnknownData",
                  Files.isDirectory(path)
                      ? "the folder has no GeoTIFF"
                      : "this is neither a split nor a file")
              .at(word)
              .expecting("train, val, test or all, a GeoTIFF, or a folder of GeoTIFFs"));
    }
    return new Source(List.of(), files);
  }

  private static EmbedOptions options(Flags flags) {
    String dtype = flags.value(DTYPE);
    return new EmbedOptions(
        chosen(flags, POOLING, Pooling.values(), Pooling::key),
        levels(flags.value(LEVEL)),
        dtype == null ? EmbeddingType.FP32 : EmbeddingType.of(dtype, "--" + DTYPE),
        flags.has(PCA) ? flags.whole(PCA, 1) : null,
        chosen(flags, FORMAT, EmbeddingFormat.values(), EmbeddingFormat::key),
        margin(flags.value(MARGIN)),
        flags.whole(CALIBRATION, DEFAULT_CALIBRATION),
        flags.has(MARK_EMPTY));
  }

  /** The value of a flag, by default the first. */
  private static <T> T chosen(Flags flags, String flag, T[] values, Function<T, String> key) {
    String word = flags.value(flag);
    return word == null
        ? values[0]
        : Arrays.stream(values)
            .filter(value -> key.apply(value).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new BenchException(
                        ExitCode.USAGE,
                        Problem.of("FlagValue", "--" + flag + " cannot be " + word)
                            .at("--" + flag)
                            .expecting(
                                Suggest.sentence(word, Arrays.stream(values).map(key).toList()))));
  }

  private static List<Integer> levels(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    if (text.equals(ALL)) {
      return EmbedOptions.ALL_LEVELS;
    }
    if (!text.matches("\\d{1,3}(,\\d{1,3})*")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + LEVEL + " cannot be " + text)
              .at("--" + LEVEL)
              .expecting("numbers from 0, such as 3 or 0,1,2,3, or all"));
    }
    return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).distinct().toList();
  }

  private static @Nullable Integer margin(@Nullable String text) {
    if (text != null && !text.matches("\\d{1,6}")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + MARGIN + " cannot be " + text)
              .at("--" + MARGIN)
              .expecting("a number of pixels, such as 0 or 32"));
    }
    return text == null ? null : Integer.valueOf(text);
  }

  private static String text(EmbedReport report) {
    Description made = report.description();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d embeddings of %d %s by %s (%d values, %s, %d bytes each",
                report.positions(),
                made.images().size(),
                made.source().equals(Description.SCENES) ? "scenes" : "images",
                made.encoder(),
                made.width(),
                made.type(),
                made.bytes()));
    if (made.components() != null) {
      text.append(
          String.format(
              Locale.ROOT, "; %.1f %% of the variance", 100 * made.components().explained()));
    }
    if (made.clipped() > 0) {
      text.append(
          String.format(Locale.ROOT, "; %.3g %% of the values clipped", 100 * made.clipped()));
    }
    if (report.empty() > 0) {
      text.append(String.format(Locale.ROOT, "; %,d of them without data", report.empty()));
    }
    return text.append(')').toString();
  }
}
