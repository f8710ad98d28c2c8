package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.sweep.machine.FreeMemory;
import org.eobench.cli.terminal.LiveBlock;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.train.StopSignal;

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

  /** Runs the jobs, or only lists them with {@code --dry-run}. */
  public ExitCode run(SweepPlan plan) {
    SweepJobs jobs = jobs(plan);
    Consumer<String> out = invocation.out()::println;
    if (line.has("dry-run")) {
      JournalHistory history = Journal.read(jobs.directory());
      requireSame(history, jobs);
      SweepSummary.jobs(jobs.jobs(), goesOn(history)).forEach(out);
      return ExitCode.OK;
    }
    List<JobOutcome> outcomes;
    try (Journal journal = Journal.open(jobs.directory())) {
      requireSame(journal.history(), jobs);
      outcomes = run(jobs, journal);
    }
    out.accept("");
    SweepSummary.table(
            outcomes,
            job ->
                new SweepScore(Objects.requireNonNull(jobs.metrics().get(job.number())))
                    .text(job.directory()))
        .forEach(out);
    SweepSummary.errors(outcomes).forEach(out);
    SweepSummary.next(outcomes, jobs.directory()).forEach(out);
    return SweepRunner.code(outcomes);
  }

  private List<JobOutcome> run(SweepJobs jobs, Journal journal) {
    JournalHistory history = journal.history();
    boolean goOn = goesOn(history);
    journal.write(JobJournal.opened(options.jobs()));
    if (history.planned() == null) {
      journal.write(planned(jobs).event());
    }
    StopSignal stop = invocation.interruption().watch();
    try (SweepView view = view()) {
      SweepSummary.jobs(jobs.jobs(), goOn).forEach(view::message);
      Slots slots = Slots.ofMachine(options.jobs());
      slots.remarks(jobs.jobs()).forEach(view::message);
      if (history.planned() != null) {
        view.message("going on with the sweep in " + jobs.directory());
      }
      awaitEarlier(history, stop, view);
      return runner(jobs.directory(), journal, slots, view, stop).run(jobs.jobs(), goOn);
    }
  }

  private SweepRunner runner(
      Path directory, Journal journal, Slots slots, SweepView view, StopSignal stop) {
    FreeMemory memory = FreeMemory.ofSystem();
    if (options.jobs() > 1 && memory.bytes().isEmpty()) {
      view.message(
          "warning: this system does not tell how much memory is free: jobs start without a check");
    }
    return new SweepRunner(
        new ProcessLauncher(),
        view,
        new JobJournal(directory, journal),
        slots,
        new MemoryGuard(memory::bytes, journal.history().peakBytes()),
        options.failFast(),
        stop);
  }

  private SweepView view() {
    Optional<LiveBlock> block = LiveBlock.ofProcess();
    return block.isPresent()
        ? new LiveView(block.get(), System::nanoTime)
        : new PlainView(invocation.out()::println);
  }

  private static void awaitEarlier(JournalHistory history, StopSignal stop, SweepView view) {
    try {
      EarlierProcesses.awaitEnd(history.begun(), stop, view::message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an earlier sweep", e);
    }
  }

  /**
   * Whether what lies in the directory is continued: always for the directory of an earlier sweep.
   */
  private boolean goesOn(JournalHistory history) {
    return history.planned() != null || line.overrides().contains(RESUME + "true");
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
  private static List<String> words(CommandLine line) {
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
