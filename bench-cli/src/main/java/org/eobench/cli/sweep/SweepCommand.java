package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.report.SweepReport;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.journal.JournalHistory;
import org.eobench.cli.sweep.journal.PlannedSweep;
import org.eobench.cli.terminal.TerminalWidth;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code -m}: plans the jobs of a sweep, checks all their configs, and runs them. */
public final class SweepCommand {
  private static final String RESUME = "resume=";

  private final Invocation invocation;
  private final CommandLine line;
  private final SweepOptions options;

  /**
   * @param line the command line without the flags of {@code options}
   */
  public SweepCommand(Invocation invocation, CommandLine line, SweepOptions options) {
    this.invocation = invocation;
    this.line = line;
    this.options = options;
  }

  /** The jobs, with the warnings of their plan printed. */
  public SweepJobs jobs(SweepPlan plan) {
    plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
    try (Bench bench = invocation.bench()) {
      return SweepJobs.of(plan, line, bench);
    }
  }

  /** Lines that end a sweep, after its report. */
  @FunctionalInterface
  public interface Ending {
    /** The lines. */
    List<String> lines(List<JobOutcome> outcomes, SweepJobs jobs);
  }

  /** Runs the jobs, or only lists them with {@code --dry-run}. */
  public ExitCode run(SweepPlan plan) {
    return run(plan, (outcomes, jobs) -> List.of());
  }

  /**
   * As above.
   *
   * @param ending what is printed at the end
   */
  public ExitCode run(SweepPlan plan, Ending ending) {
    SweepJobs jobs = jobs(plan);
    Consumer<String> out = invocation.out()::println;
    if (line.has("dry-run")) {
      JournalHistory history = Journal.read(jobs.directory());
      requireSame(history, jobs);
      SweepSummary.jobs(jobs.jobs(), goesOn(history)).forEach(out);
      return ExitCode.OK;
    }
    requireSame(Journal.read(jobs.directory()), jobs);
    List<JobOutcome> outcomes;
    try (SweepSession session =
        SweepSession.open(jobs.directory(), planned(jobs), options, invocation)) {
      boolean goOn = session.isResumed() || asksToResume();
      SweepSummary.jobs(jobs.jobs(), goOn).forEach(session::message);
      if (session.isResumed()) {
        session.message("going on with the sweep in " + jobs.directory());
      }
      outcomes = session.run(jobs.jobs(), goOn);
    }
    out.accept("");
    SweepSummary.table(
            outcomes,
            job ->
                new SweepScore(Objects.requireNonNull(jobs.metrics().get(job.number())))
                    .text(job.directory()))
        .forEach(out);
    report(outcomes).forEach(out);
    ending.lines(outcomes, jobs).forEach(out);
    SweepSummary.errors(outcomes).forEach(out);
    SweepSummary.next(outcomes, jobs.directory()).forEach(out);
    return SweepRunner.code(outcomes);
  }

  /** The table of {@code report} over the runs of the sweep, if there is something to compare. */
  private List<String> report(List<JobOutcome> outcomes) {
    List<Path> runs = new ArrayList<>();
    for (JobOutcome outcome : outcomes) {
      Path run = outcome.run();
      if (outcome.isDone() && run != null) {
        runs.add(run);
      }
    }
    if (runs.size() < 2) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(SweepReport.lines(runs, invocation.components(), TerminalWidth.now()));
    return lines;
  }

  /**
   * Whether what lies in the directory is continued: always for the directory of an earlier sweep.
   */
  private boolean goesOn(JournalHistory history) {
    return history.planned() != null || asksToResume();
  }

  private boolean asksToResume() {
    return line.overrides().contains(RESUME + "true");
  }

  private void requireSame(JournalHistory history, SweepJobs jobs) {
    PlannedSweep planned = history.planned();
    if (planned == null) {
      return;
    }
    planned.requireSame(planned(jobs), jobs.directory());
    if (line.overrides().contains(RESUME + "false")) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "SweepIsThere",
                  String.format(
                      Locale.ROOT,
                      "resume=false asks for a new sweep, but this directory holds one of %d jobs",
                      planned.jobs().size()))
              .at(jobs.directory().toString())
              .expecting("a folder without a sweep")
              .next("choose one with `hydra.sweep.dir=FOLDER`, or leave out resume"));
    }
  }

  private PlannedSweep planned(SweepJobs jobs) {
    return new PlannedSweep(
        words(line),
        jobs.jobs().stream()
            .map(job -> new PlannedSweep.Job(job.label(), job.fingerprint()))
            .toList());
  }

  /** The command line that {@code --resume} repeats. */
  public static List<String> words(CommandLine line) {
    List<String> words = new ArrayList<>();
    for (String flag : SweepJobs.PASSED_ON) {
      String value = line.value(flag);
      if (value != null) {
        words.add("--" + flag + "=" + value);
      }
    }
    line.overrides().stream().filter(word -> !word.startsWith(RESUME)).forEach(words::add);
    return words;
  }
}
