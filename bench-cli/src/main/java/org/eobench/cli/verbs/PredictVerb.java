package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.run.predictions.PredictionsReport;
import org.eobench.core.run.predictions.PredictionsRequest;
import org.jspecify.annotations.Nullable;

/** {@code predict}: the predicted maps of a finished run as files. */
final class PredictVerb implements Verb {
  private static final String OUT = "out";
  private static final String SPLIT = "split";
  private static final String SAMPLES = "samples";

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String arguments() {
    return "RUN_DIR [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "write the predicted maps of a finished run: classes, probabilities, pictures, scores";
  }

  @Override
  public String details() {
    return """
    Files of each sample
      NAME_classes.tif        the most likely class of each pixel
      NAME_probabilities.tif  the probability of each class, one band for each
      NAME_values.tif         of a regression, the value of each pixel
      NAME_side_by_side.png   target and prediction
    metrics.json has the scores of all samples.

    Options
      --split NAME   val or test (default test)
      --samples N    files of the first N samples only (default all)
      --out FOLDER   (default RUN_DIR/predictions)

    Examples
      java -jar bench.jar predict RUN_DIR
      java -jar bench.jar predict RUN_DIR --split val --samples 3
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(OUT, SPLIT, SAMPLES), List.of());
    List<String> words = flags.words(this);
    if (words.isEmpty() || words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "predict requires a run directory")
              .at(String.join(" ", words))
              .expecting("java -jar bench.jar predict RUN_DIR"));
    }
    String out = flags.value(OUT);
    Path folder = out == null ? Path.of(words.get(0)).resolve("predictions") : Path.of(out);
    PredictionsRequest asked =
        new PredictionsRequest(split(flags.value(SPLIT)), samples(flags.value(SAMPLES)), folder);
    Composition composition =
        FinishedRun.compose(words.get(0), words.subList(1, words.size()), invocation.plugins());
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      PreparedRun run = bench.prepare(composition);
      invocation.interruption().onStop(run::cancel);
      PredictionsReport report = run.predictions(asked);
      report
          .scores()
          .forEach(
              (key, value) -> invocation.out().printf(Locale.ROOT, "%-24s %.4f%n", key, value));
      invocation
          .out()
          .printf(
              Locale.ROOT,
              "%d files and %s of %d samples of %s are in %s%n",
              report.files().size(),
              PredictionsRequest.METRICS,
              report.samples(),
              report.split(),
              folder);
    }
    return ExitCode.OK;
  }

  private static Split split(@Nullable String name) {
    String wanted = name == null ? Split.TEST.key() : name;
    // Training images are cropped at random.
    List<Split> whole = List.of(Split.VAL, Split.TEST);
    List<String> known = whole.stream().map(Split::key).toList();
    return whole.stream()
        .filter(split -> split.key().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    ExitCode.USAGE,
                    Problem.of("UnknownSplit", "predict takes no split " + wanted)
                        .at("--" + SPLIT)
                        .expecting(Suggest.sentence(wanted, known))));
  }

  private static int samples(@Nullable String text) {
    if (text == null) {
      return Integer.MAX_VALUE;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + SAMPLES + " requires a whole number above 0, not " + text)
              .next("leave --" + SAMPLES + " out for all samples"));
    }
    return Integer.parseInt(text);
  }
}
