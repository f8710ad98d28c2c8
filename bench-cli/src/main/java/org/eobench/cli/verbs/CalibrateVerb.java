package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.InheritedOverrides;
import org.eobench.core.run.calibrate.CalibrationOptions;
import org.eobench.core.run.calibrate.CalibrationResult;

/** {@code calibrate}: temperature, ensemble and sets of classes of finished runs. */
final class CalibrateVerb implements Verb {
  private static final String COVERAGE = "coverage";
  private static final String MAPS = "maps";
  private static final String OUT = "out";
  private static final String DEFAULT_COVERAGE = "0.9";
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
      --out FILE        instead of calibrated.json in the first run

    Examples
      java -jar bench.jar calibrate RUN_DIR
      java -jar bench.jar calibrate RUN_DIR --coverage 0.8 --maps 2
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(COVERAGE, MAPS, OUT), List.of());
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
    ConfigCommand configs =
        Configs.command(invocation.plugins()).inheriting(InheritedOverrides.BEFORE);
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess(directory -> {}))) {
      List<PreparedRun> prepared = new ArrayList<>();
      for (String run : runs) {
        List<String> arguments = new ArrayList<>(overrides);
        arguments.add("train=false");
        arguments.add("ckpt_dir='" + run.replace("\\", "\\\\").replace("'", "\\'") + "'");
        CommandLine line = CommandLine.parse(arguments);
        Configs.requireComposing(line, Set.of());
        prepared.add(bench.prepare(configs.compose(line)));
      }
      CalibrationResult result = bench.calibrate(prepared, options);
      invocation.out().println();
      new CalibrationText(result).lines().forEach(invocation.out()::println);
    }
    return ExitCode.OK;
  }

  private static CalibrationOptions options(Flags flags) {
    String share = flags.value(COVERAGE) == null ? DEFAULT_COVERAGE : flags.value(COVERAGE);
    String count = flags.value(MAPS) == null ? "0" : flags.value(MAPS);
    double coverage;
    int maps;
    try {
      coverage = Double.parseDouble(share);
    } catch (NumberFormatException malformed) {
      coverage = Double.NaN;
    }
    try {
      maps = Integer.parseInt(count);
    } catch (NumberFormatException malformed) {
      maps = -1;
    }
    if (!(coverage > 0 && coverage < 1)) {
      throw wrong("--" + COVERAGE, share, "a share above 0 and below 1, such as 0.9");
    }
    if (maps < 0 || maps > MOST_MAPS) {
      throw wrong("--" + MAPS, count, "a number of samples from 0 to " + MOST_MAPS);
    }
    String out = flags.value(OUT);
    return new CalibrationOptions(coverage, maps, out == null ? null : Path.of(out));
  }

  private static BenchException wrong(String flag, String value, String expected) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("FlagValue", flag + " cannot be " + value).at(flag).expecting(expected));
  }
}
