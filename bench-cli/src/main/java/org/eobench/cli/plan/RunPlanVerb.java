package org.eobench.cli.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.sweep.EarlierJob;
import org.eobench.cli.sweep.ProcessLauncher;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.machine.Host;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** {@code run-plan FILE}: runs one line of a plan, or all that are open. */
public final class RunPlanVerb implements Verb {
  private static final String INDEX = "index";
  private static final String CLAIM = "claim";

  private final Verb run;

  /**
   * @param run the verb that runs a single job
   */
  public RunPlanVerb(Verb run) {
    this.run = run;
  }

  @Override
  public String name() {
    return "run-plan";
  }

  @Override
  public String arguments() {
    return "FILE";
  }

  @Override
  public String summary() {
    return "run one job of a plan that -m --plan wrote (--index K), or all open ones (--claim)";
  }

  @Override
  public String details() {
    return """
    Options
      --index K              run line K, counted from 0; without it, the index is that of the
                             scheduler: SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX,
                             BATCH_TASK_INDEX or AWS_BATCH_JOB_ARRAY_INDEX
      --claim                run every line that no other process has claimed
      --attempts N           with --claim: begin a line at most N times (3), if its process died or
                             its run failed with exit code 1 or a signal
      --wait                 with --claim: stay until every line has ended, for those of processes
                             that die meanwhile
      --stale-after MINUTES  with --claim: take a process of another machine for dead if it shows
                             no sign of life for so long (15)

    Examples
      java -jar bench.jar run-plan plan.jsonl --index 0
      java -jar bench.jar run-plan plan.jsonl --claim
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(INDEX, ClaimOptions.STALE_AFTER, ClaimOptions.ATTEMPTS),
            List.of(CLAIM, ClaimOptions.WAIT));
    Path file = file(flags.words(this));
    requireCompany(flags);
    List<PlanLine> lines = PlanFile.read(file);
    if (flags.has(CLAIM)) {
      ClaimOptions options = ClaimOptions.of(flags);
      invocation.out().println(PlanCost.sentence(lines.size(), costs(lines)));
      return new ClaimedLines(
              PlanCost.longestFirst(lines),
              new Claims(file, Host.name(), options.staleAfter()),
              options,
              new ProcessLauncher(),
              line -> PlannedRun.job(line, invocation),
              invocation.out()::println,
              invocation.interruption().watch())
          .run();
    }
    PlanLine line = lines.get(index(flags.value(INDEX), lines, invocation));
    SweepJob job = PlannedRun.job(line, invocation);
    CostEstimate cost = line.cost();
    if (cost != null) {
      invocation.out().println(PlanCost.sentence(1, List.of(cost)) + ", from " + cost.from());
    }
    if (!awaitEarlier(job, invocation)) {
      return ExitCode.INTERRUPTED;
    }
    ExitCode code =
        run.run(
            new Invocation(
                PlannedRun.words(line),
                invocation.plugins(),
                invocation.out(),
                invocation.interruption()));
    if (code == ExitCode.OK) {
      new Claims(file, Host.name(), null).end(line.index(), "done", code.code());
    }
    return code;
  }

  private static List<CostEstimate> costs(List<PlanLine> lines) {
    return lines.stream().map(PlanLine::cost).flatMap(Stream::ofNullable).toList();
  }

  /** Waits for a run of the line whose engine is gone; false if this process is to stop first. */
  private static boolean awaitEarlier(SweepJob job, Invocation invocation) {
    try {
      return new EarlierJob(job, invocation.out()::println)
          .awaitEnd(invocation.interruption().watch());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path file(List<String> words) {
    if (words.size() == 1) {
      return Path.of(words.get(0));
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "Usage",
                words.isEmpty()
                    ? "a plan is missing"
                    : "expected only a plan, but got: " + String.join(" ", words))
            .expecting("a file, and --index K or --claim")
            .next("`java -jar bench.jar help run-plan` shows the options"));
  }

  private static void requireCompany(Flags flags) {
    if (flags.has(INDEX) && flags.has(CLAIM)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--index runs one line and --claim all that are open")
              .expecting("one of both"));
    }
    if (!flags.has(CLAIM)) {
      ClaimOptions.requireNone(flags);
    }
  }

  private static int index(@Nullable String given, List<PlanLine> lines, Invocation invocation) {
    String value = given;
    String place = "--index";
    if (value == null) {
      SchedulerIndex index = SchedulerIndex.of(System::getenv);
      value = index.value();
      place = index.variable();
      invocation.out().println("line " + value + " of the plan, from " + place);
    }
    if (value.matches("\\d{1,9}") && Integer.parseInt(value) < lines.size()) {
      return Integer.parseInt(value);
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("NoSuchLine", "the plan has no line " + value)
            .at(place + "=" + value)
            .expecting(lines.isEmpty() ? "a plan with lines" : "0 to " + (lines.size() - 1)));
  }
}
