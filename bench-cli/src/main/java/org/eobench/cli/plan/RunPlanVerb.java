package org.eobench.cli.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.sweep.ProcessLauncher;
import org.eobench.cli.sweep.machine.Host;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** {@code run-plan FILE}: runs one line of a plan, or all that are open. */
public final class RunPlanVerb implements Verb {
  private static final String INDEX = "index";
  private static final String CLAIM = "claim";
  private static final String STALE_AFTER = "stale-after";
  private static final int LEAST_MINUTES = 5;

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
                             scheduler: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX
      --claim                run every line that no other process has claimed
      --stale-after MINUTES  with --claim: take a claim of another machine without a sign of life
                             for so long as dead

    Examples
      java -jar bench.jar run-plan plan.jsonl --index 0
      java -jar bench.jar run-plan plan.jsonl --claim
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(INDEX, STALE_AFTER), List.of(CLAIM));
    Path file = file(flags.words(this));
    requireCompany(flags);
    List<PlanLine> lines = PlanFile.read(file);
    if (flags.has(CLAIM)) {
      invocation.out().println(PlanCost.sentence(lines.size(), costs(lines)));
      Claims claims = new Claims(file, Host.name(), staleAfter(flags));
      return new ClaimedLines(
              PlanCost.longestFirst(lines),
              claims,
              new ProcessLauncher(),
              line -> PlannedRun.job(line, invocation),
              invocation.out()::println,
              invocation.interruption().watch())
          .run();
    }
    PlanLine line = lines.get(index(flags.value(INDEX), lines, invocation));
    PlannedRun.job(line, invocation);
    CostEstimate cost = line.cost();
    if (cost != null) {
      invocation.out().println(PlanCost.sentence(1, List.of(cost)) + ", from " + cost.from());
    }
    ExitCode code =
        run.run(
            new Invocation(
                PlannedRun.words(line),
                invocation.plugins(),
                invocation.out(),
                invocation.interruption()));
    new Claims(file, Host.name(), null).end(line.index(), "done", code.code());
    return code;
  }

  private static List<CostEstimate> costs(List<PlanLine> lines) {
    return lines.stream().map(PlanLine::cost).flatMap(Stream::ofNullable).toList();
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
    if (flags.has(STALE_AFTER) && !flags.has(CLAIM)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--stale-after has no effect without --claim")
              .next("add `--claim`, or remove --stale-after"));
    }
  }

  private static @Nullable Duration staleAfter(Flags flags) {
    if (!flags.has(STALE_AFTER)) {
      return null;
    }
    int minutes = flags.whole(STALE_AFTER, LEAST_MINUTES);
    if (minutes < LEAST_MINUTES) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue", "--stale-after=" + minutes + " may take living processes for dead")
              .at("--stale-after")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at least %d minutes: they show up twice a minute",
                      LEAST_MINUTES)));
    }
    return Duration.ofMinutes(minutes);
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
