package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.calibrate.CalibrationOptions;
import org.eobench.core.run.calibrate.CalibrationResult;

/** {@code calibrate}: temperature, ensemble and sets of classes of finished runs. */
final class CalibrateVerb implements Verb {
  private static final String COVERAGE = "coverage";
  private static final String MAPS = "maps";
  private static final String OUT = "out";
  private static final double DEFAULT_COVERAGE = 0.9;
  private static final int MOST_MAPS = 1_000_000;

  @Override
  public String name() {
    return "calibrate";
  }

  @Override
  public String arguments() {
    return "RUN_DIR... [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "calibrate finished runs on validation data, alone and as an ensemble";
  }

  @Override
  public String details() {
    return """
    Options
      --coverage SHARE  share of the true classes that are in their sets, such as 0.9
      --maps N          write maps of the confidence of the first N test samples
      --out FILE        instead of calibrated.json in the first run (--force replaces it)

    Examples
      java -jar bench.jar calibrate RUN_DIR
      java -jar bench.jar calibrate RUN_DIR --coverage 0.8 --maps 2
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(invocation.words(), List.of(COVERAGE, MAPS, OUT), List.of(OutputFile.FORCE));
    List<String> runs = new ArrayList<>();
    List<String> overrides = new ArrayList<>();
    for (String word : flags.rest()) {
      (word.contains("=") || word.startsWith("~") ? overrides : runs).add(word);
    }
    if (runs.isEmpty() || runs.stream().anyMatch(run -> run.startsWith("-"))) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "calibrate requires one or more run directories")
              .at(String.join(" ", invocation.words()))
              .expecting("java -jar bench.jar calibrate " + arguments()));
    }
    CalibrationOptions options = options(flags);
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess(directory -> {}))) {
      List<PreparedRun> prepared = new ArrayList<>();
      for (String run : runs) {
        prepared.add(bench.prepare(FinishedRun.compose(run, overrides, invocation.plugins())));
      }
      CalibrationResult result = bench.calibrate(prepared, options);
      invocation.out().println();
      new CalibrationText(result).lines().forEach(invocation.out()::println);
    }
    return ExitCode.OK;
  }

  private static CalibrationOptions options(Flags flags) {
    double coverage = flags.number(COVERAGE, DEFAULT_COVERAGE);
    int maps = flags.has(MAPS) ? flags.whole(MAPS, 1) : 0;
    if (coverage >= 1) {
      throw wrong(COVERAGE, flags, "a share above 0 and below 1, such as 0.9");
    }
    if (maps > MOST_MAPS) {
      throw wrong(MAPS, flags, "at most " + MOST_MAPS + " samples");
    }
    String out = flags.value(OUT);
    OutputFile.requireForceFor(flags, OUT);
    Path file = out == null ? null : OutputFile.of(out, flags.has(OutputFile.FORCE));
    return new CalibrationOptions(coverage, maps, file);
  }

  private static BenchException wrong(String flag, Flags flags, String expected) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("FlagValue", "--" + flag + " cannot be " + flags.value(flag))
            .at("--" + flag)
            .expecting(expected));
  }
}
