package org.eobench.cli.analysis;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.analysis.study.EncoderStudy;
import org.eobench.analysis.study.Findings;
import org.eobench.analysis.study.FindingsFiles;
import org.eobench.analysis.study.StudyOptions;
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
import org.eobench.core.progress.ProgressListener;

/** {@code analyse}: what the embeddings of a data set say about one encoder or two. */
public final class AnalyseVerb implements Verb {
  private static final String OUT = "out";
  private static final String SPLIT = "split";
  private static final String IMAGES = "images";
  private static final String NEIGHBOURS = "neighbours";
  private static final String PERPLEXITY = "perplexity";
  private static final int DEFAULT_IMAGES = 1_000;
  private static final int DEFAULT_NEIGHBOURS = 10;
  private static final double DEFAULT_PERPLEXITY = 30;

  @Override
  public String name() {
    return "analyse";
  }

  @Override
  public String arguments() {
    return "RUN_DIR [RUN_DIR] | encoder=NAME[,NAME] dataset=NAME [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "measure the embeddings and weights of one encoder, or compare two";
  }

  @Override
  public String details() {
    return """
    Two values of any key compare two encoders, such as encoder=A,B or encoder.encoder_weights=FILE,null.

    Options
      --out DIR          folder of the results (default analysis/ENCODERS_DATASET)
      --split SPLIT      train, val or test (default test)
      --images N         at most N images, evenly spaced over the split (default 1000)
      --neighbours K     neighbours in the graphs that are compared (default 10)
      --perplexity P     of t-SNE (default 30)
      --force            replace the results of an earlier call

    Examples
      java -jar bench.jar analyse encoder=dinov2_tiny,vit_tiny dataset=quickstart_classification
      java -jar bench.jar analyse RUN_DIR RUN_DIR --split train
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(OUT, SPLIT, IMAGES, NEIGHBOURS, PERPLEXITY),
            List.of(OutputFile.FORCE));
    EncoderWords words = EncoderWords.of(flags.words(this));
    StudyOptions options = options(flags);
    List<Composition> compositions = compositions(words, invocation);
    ProgressListener progress = ConsoleProgress.ofProcess();
    try (Bench bench = invocation.bench(progress)) {
      List<PreparedRun> encoders = compositions.stream().map(bench::prepare).toList();
      String given = flags.value(OUT);
      Path folder = given == null ? defaultFolder(words, compositions) : Path.of(given);
      OutputFile.requireNewFolder(folder.resolve(FindingsFiles.JSON_FILE), "the results", flags);
      EncoderStudy study = new EncoderStudy(options, progress);
      for (PreparedRun encoder : encoders) {
        invocation.interruption().onStop(encoder::cancel);
        encoder.withEncoder(
            loaded -> {
              study.add(loaded);
              return loaded.name();
            });
      }
      Findings found = study.findings();
      List<String> files = FindingsFiles.write(found, study.embeddings(), folder, Instant.now());
      new FindingsText(found).lines().forEach(invocation.out()::println);
      invocation.out().println();
      invocation.out().println(String.join(", ", files) + " are in " + folder);
    }
    return ExitCode.OK;
  }

  private List<Composition> compositions(EncoderWords words, Invocation invocation) {
    List<Composition> compositions = new ArrayList<>();
    for (String run : words.names()) {
      compositions.add(words.ofRun(run, invocation.plugins()));
    }
    if (compositions.isEmpty()) {
      compositions.addAll(words.ofOverrides(invocation.plugins()));
    }
    if (compositions.size() > 2) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "Usage",
                  String.format(
                      Locale.ROOT,
                      "analyse compares two encoders, but the words name %d",
                      compositions.size()))
              .at(String.join(" ", invocation.words()))
              .expecting("java -jar bench.jar analyse " + arguments()));
    }
    return compositions;
  }

  private static StudyOptions options(Flags flags) {
    String split = flags.value(SPLIT) == null ? Split.TEST.key() : flags.value(SPLIT);
    Split chosen =
        Stream.of(Split.values())
            .filter(one -> one.key().equals(split))
            .findFirst()
            .orElseThrow(
                () ->
                    new BenchException(
                        ExitCode.USAGE,
                        Problem.of("FlagValue", "--" + SPLIT + " cannot be " + split)
                            .at("--" + SPLIT)
                            .expecting(
                                Suggest.oneOf(
                                    Stream.of(Split.values()).map(Split::key).toList(), ""))));
    double perplexity = flags.number(PERPLEXITY, DEFAULT_PERPLEXITY);
    if (perplexity < 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + PERPLEXITY + " cannot be " + flags.value(PERPLEXITY))
              .at("--" + PERPLEXITY)
              .expecting("a number of neighbours, at least 1, such as 30"));
    }
    return new StudyOptions(
        chosen,
        flags.whole(IMAGES, DEFAULT_IMAGES),
        flags.whole(NEIGHBOURS, DEFAULT_NEIGHBOURS),
        perplexity);
  }

  /** Such as {@code analysis/dofa_vit_quickstart}. */
  private static Path defaultFolder(EncoderWords words, List<Composition> compositions) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < compositions.size(); i++) {
      parts.add(
          words.names().isEmpty()
              ? String.valueOf(compositions.get(i).choices().get("encoder"))
              : String.valueOf(Path.of(words.names().get(i)).getFileName()));
    }
    parts.add(String.valueOf(compositions.get(0).choices().get("dataset")));
    return Path.of("analysis").resolve(String.join("_", parts).replaceAll("[^\\w.-]+", "_"));
  }
}
