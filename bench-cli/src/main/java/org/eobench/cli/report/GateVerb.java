package org.eobench.cli.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Printable;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.registry.Components;
import org.eobench.report.gate.Gate;
import org.eobench.report.gate.GateLimits;
import org.eobench.report.gate.GateReport;
import org.eobench.report.gate.JUnitXml;
import org.jspecify.annotations.Nullable;

/** {@code gate}: whether runs are as good as those of a baseline file. */
public final class GateVerb implements Verb {
  private static final String BASELINE = "baseline";
  private static final String MARGIN = "margin";
  private static final String TIME_RATIO = "time-ratio";
  private static final String MEMORY_RATIO = "memory-ratio";
  private static final String METRIC = "metric";
  private static final String JUNIT = "junit";
  private static final String MARKDOWN = "markdown";
  private static final String UPDATE = "update";
  private static final String ANY_MACHINE = "any-machine";
  private static final List<String> VALUED =
      List.of(
          BASELINE,
          MARGIN,
          TIME_RATIO,
          MEMORY_RATIO,
          METRIC,
          BlocksFlag.NAME,
          RunArguments.RESAMPLES,
          JUNIT,
          MARKDOWN);

  private final IntSupplier width;

  /**
   * Creates the verb.
   *
   * @param width of the terminal in columns
   */
  public GateVerb(IntSupplier width) {
    this.width = width;
  }

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String arguments() {
    return "--baseline FILE RUN… [--margin 0.5] [--junit FILE] [--markdown FILE] [--update]";
  }

  @Override
  public String summary() {
    return "fail if runs are worse than those of a baseline file; for continuous integration";
  }

  @Override
  public String details() {
    return """
    It fails, with exit code 6, if a metric is worse by more than the margin and significantly, if
    time or memory grew beyond a ratio, or if configuration, data, weights, protocol or machine
    class differ from the baseline.

    Options
      --baseline FILE     the baseline, a JSON file for the repository
      --update            write the baseline from the runs
      --margin N          points by which a metric may be worse (0.5); of metrics that are no
                          fractions, percent of the baseline's value
      --metric KEY,…      metrics to check (the one that selected the checkpoints)
      --time-ratio N      largest ratio of times, such as 1.5 (not checked)
      --memory-ratio N    largest ratio of memory (not checked)
      --any-machine       let another machine class pass, without comparing times and memory
      --blocks METRES     squares of the map to draw, as in compare
      --resamples N       draws of the tests (5000)
      --junit FILE        write the checks as JUnit XML
      --markdown FILE     append the checks as Markdown, such as to $GITHUB_STEP_SUMMARY

    Examples
      java -jar bench.jar gate --baseline baseline.json --update runs
      java -jar bench.jar gate --baseline baseline.json runs --junit gate.xml
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), VALUED, List.of(UPDATE, ANY_MACHINE));
    List<Path> folders = RunArguments.folders(this, flags);
    Path file = baseline(flags.value(BASELINE));
    requireCompany(flags);
    GateLimits limits =
        new GateLimits(
            "0".equals(flags.value(MARGIN)) ? 0 : flags.number(MARGIN, GateLimits.MARGIN),
            ratio(flags, TIME_RATIO),
            ratio(flags, MEMORY_RATIO),
            flags.has(ANY_MACHINE),
            RunArguments.listed(flags.value(METRIC)),
            BlocksFlag.of(flags.value(BlocksFlag.NAME)),
            RunArguments.resamples(flags));
    Components components = invocation.components();
    Gate gate = new Gate(file, task -> TaskMetricsOf.task(task, components));
    if (flags.has(UPDATE)) {
      gate.update(folders).forEach(line -> print(line, invocation));
      print("wrote " + file, invocation);
      return ExitCode.OK;
    }
    GateReport report = gate.check(folders, limits);
    report.lines().forEach(line -> print(line, invocation));
    write(flags.value(JUNIT), JUnitXml.of(report));
    append(flags.value(MARKDOWN), report.markdown());
    return report.passed() ? ExitCode.OK : ExitCode.GATE;
  }

  private void print(String line, Invocation invocation) {
    Wrap.lines(Printable.of(line), width.getAsInt()).forEach(invocation.out()::println);
  }

  private static Path baseline(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "gate requires a baseline file")
              .expecting("--baseline FILE")
              .next("write one: `java -jar bench.jar gate --baseline baseline.json --update RUN`"));
    }
    return Path.of(name);
  }

  /** Refuses limits and files of a check where there is none. */
  private static void requireCompany(Flags flags) {
    String idle =
        Stream.concat(VALUED.stream(), Stream.of(ANY_MACHINE))
            .filter(name -> !name.equals(BASELINE) && flags.has(name))
            .map(name -> "--" + name)
            .collect(Collectors.joining(", "));
    if (flags.has(UPDATE) && !idle.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--update writes the baseline and checks nothing")
              .at(idle)
              .expecting("--baseline and runs only")
              .next("leave out " + idle + ", and give it with the check"));
    }
  }

  private static @Nullable Double ratio(Flags flags, String name) {
    if (!flags.has(name)) {
      return null;
    }
    double ratio = flags.number(name, 1.5);
    if (ratio < 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue",
                  String.format(Locale.ROOT, "--%s=%s would fail equal runs", name, ratio))
              .expecting("a ratio of 1 or more, such as 1.5"));
    }
    return ratio;
  }

  private static void write(@Nullable String name, String text) {
    if (name != null) {
      AtomicFile.writeString(Path.of(name), text);
    }
  }

  /** Appends, because other steps of a job write to the same summary. */
  private static void append(@Nullable String name, String text) {
    if (name != null) {
      SummaryFile.append(Path.of(name), text);
    }
  }
}
