package org.eobench.cli.verbs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.run.robustness.RobustnessFiles;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.core.run.robustness.RobustnessRequest;
import org.jspecify.annotations.Nullable;

/** {@code robustness}: the scores of a finished run on corrupted images. */
final class RobustnessVerb implements Verb {
  private static final String CORRUPTIONS = "corruptions";
  private static final String SEVERITIES = "severities";
  private static final String SEED = "seed";
  private static final String OUT = "out";
  private static final String PICTURES = "pictures";

  @Override
  public String name() {
    return "robustness";
  }

  @Override
  public String arguments() {
    return "RUN_DIR [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "test a finished run on corrupted images: noise, blur, haze, clouds, shifts, lost bands";
  }

  @Override
  public String details() {
    return """
    Options
      --corruptions A,B  only these (default: all that apply to the data set)
      --severities 1-5   only these severities, such as 3 or 1,5 (default 1-5)
      --seed N           seed of noise, clouds and directions (default 0)
      --out FILE         also write FILE.json or FILE.csv (--force replaces it)
      --pictures FOLDER  draw the corruptions of the first test sample instead, as PNG

    Examples
      java -jar bench.jar robustness RUN_DIR
      java -jar bench.jar robustness RUN_DIR --corruptions haze,clouds --severities 1,5
      java -jar bench.jar robustness RUN_DIR --pictures FOLDER
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(CORRUPTIONS, SEVERITIES, SEED, OUT, PICTURES),
            List.of(OutputFile.FORCE));
    List<String> words = flags.words(this);
    if (words.isEmpty() || words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "robustness requires a run directory")
              .at(String.join(" ", words))
              .expecting("java -jar bench.jar robustness RUN_DIR"));
    }
    requireCompany(flags);
    String out = flags.value(OUT);
    Path file = out == null ? null : OutputFile.of(out, flags.has(OutputFile.FORCE));
    requireFormat(file);
    RobustnessRequest asked =
        new RobustnessRequest(
            names(flags.value(CORRUPTIONS)), severities(flags.value(SEVERITIES)), seed(flags));
    Composition composition =
        FinishedRun.compose(words.get(0), words.subList(1, words.size()), invocation.plugins());
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      PreparedRun run = bench.prepare(composition);
      invocation.interruption().onStop(run::cancel);
      String pictures = flags.value(PICTURES);
      if (pictures != null) {
        run.corruptionPictures(asked, Path.of(pictures))
            .forEach(picture -> invocation.out().println(picture));
        return ExitCode.OK;
      }
      RobustnessReport report = run.robustness(asked);
      write(report, Path.of(words.get(0)).resolve(RobustnessFiles.JSON_FILE));
      write(report, Path.of(words.get(0)).resolve(RobustnessFiles.CSV_FILE));
      if (file != null) {
        write(report, file);
      }
      invocation.out().println(new RobustnessText(report).text().stripTrailing());
      invocation.out().println();
      invocation
          .out()
          .printf(
              Locale.ROOT,
              "%s and %s are in %s%n",
              RobustnessFiles.JSON_FILE,
              RobustnessFiles.CSV_FILE,
              words.get(0));
    }
    return ExitCode.OK;
  }

  private static void requireCompany(Flags flags) {
    if (flags.has(OUT) && flags.has(PICTURES)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--pictures draws and does not test, so that --out has no scores")
              .at("--" + OUT + "=" + flags.value(OUT))
              .expecting("one of both")
              .next("leave out `--out`, or test in a second command without `--pictures`"));
    }
    OutputFile.requireForceFor(flags, OUT);
  }

  private static void requireFormat(@Nullable Path file) {
    if (file != null && !isJson(file) && !file.toString().endsWith(".csv")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownFormat", "the ending of the file names no format")
              .at("--out " + file)
              .expecting("a name that ends with .json or .csv"));
    }
  }

  private static boolean isJson(Path file) {
    return file.toString().endsWith(".json");
  }

  private static void write(RobustnessReport report, Path file) {
    String text = isJson(file) ? RobustnessFiles.json(report) : RobustnessFiles.csv(report);
    AtomicFile.write(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  /** Such as {@code 1-5}, {@code 3} or {@code 1,5}. */
  private static List<Integer> severities(@Nullable String text) {
    TreeSet<Integer> all = new TreeSet<>();
    String given = text == null ? "1-" + Corruption.SEVERITIES : text;
    for (String part : given.split(",", -1)) {
      if (part.matches("[1-5](-[1-5])?")) {
        int last = part.charAt(part.length() - 1) - '0';
        IntStream.rangeClosed(part.charAt(0) - '0', last).forEach(all::add);
      } else {
        all.clear();
        break;
      }
    }
    if (all.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Severities", "there are no severities " + given)
              .at("--" + SEVERITIES)
              .expecting("whole numbers from 1 to 5, such as 1-5 or 1,3,5"));
    }
    return List.copyOf(all);
  }

  private static long seed(Flags flags) {
    String text = flags.value(SEED);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException refused) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + SEED + " requires a whole number, not " + text),
          refused);
    }
  }
}
