package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eobench.cli.benchmark.Benchmark;
import org.eobench.cli.benchmark.PublishedScores;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.cost.KnownCosts;
import org.eobench.cli.plan.PlanCost;
import org.eobench.cli.plan.PlanFile;
import org.eobench.cli.search.SearchCommand;
import org.eobench.cli.search.SearchWords;
import org.eobench.cli.sweep.ResumedSweep;
import org.eobench.cli.sweep.SweepCommand;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.cli.sweep.SweepOptions;
import org.eobench.cli.terminal.TerminalWidth;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** {@code run -m}: a sweep, the plan of one, a benchmark or a search. */
final class Multirun {
  private final Invocation invocation;
  private final CommandLine line;
  private final SweepOptions.Parsed flags;
  private final ConfigCommand configs;
  private final @Nullable SearchWords search;
  private final @Nullable Benchmark benchmark;

  /**
   * @param line the command line without the flags of a sweep
   */
  Multirun(
      Invocation invocation, CommandLine line, SweepOptions.Parsed flags, ConfigCommand configs) {
    this.invocation = invocation;
    this.line = line;
    this.flags = flags;
    this.configs = configs;
    this.search = SearchWords.of(line);
    this.benchmark = Benchmark.of(line, configs);
  }

  /** The words without the flags of a sweep; those of the earlier sweep for {@code --resume}. */
  static List<String> words(SweepOptions.Parsed parsed) {
    String earlier = parsed.options().resume();
    return earlier == null ? parsed.rest() : ResumedSweep.words(earlier, parsed.rest());
  }

  /**
   * The jobs of the command line.
   *
   * @throws BenchException if it asks for one job, but for more than that by its other words
   */
  SweepPlan plan() {
    if (benchmark != null) {
      refuseSearch();
      return benchmark.plan();
    }
    SweepPlan plan = configs.plan(search == null ? line : search.others());
    if (!plan.multirun() && search != null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagOfSweep", "a search runs many jobs and needs -m")
              .at("search=" + search.option())
              .expecting("-m")
              .next("add `-m`"));
    }
    if (!plan.multirun() && !flags.given().isEmpty()) {
      String flag = flags.given().get(0);
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagOfSweep", flag + " has no effect without -m")
              .at(flag)
              .expecting("-m, which runs one job for each combination of values")
              .next("add `-m`, or remove " + flag));
    }
    return plan;
  }

  /** Runs a sweep or a search, or writes a plan. */
  ExitCode run(SweepPlan plan) {
    SweepOptions options = flags.options();
    if (search != null) {
      refusePlan(options);
      return new SearchCommand(invocation, line, search, configs, options).run(plan);
    }
    SweepCommand sweep = new SweepCommand(invocation, line, options);
    if (options.plan() == null || line.has("dry-run")) {
      return benchmark == null ? sweep.run(plan) : sweep.run(plan, ending(benchmark, plan));
    }
    Path file = OutputFile.of(Objects.requireNonNull(options.plan()), options.replacesPlan());
    KnownCosts known = options.costs() == null ? KnownCosts.NONE : KnownCosts.of(options.costs());
    SweepJobs jobs = sweep.jobs(plan);
    Map<Integer, CostEstimate> costs = new TreeMap<>();
    jobs.workloads()
        .forEach(
            (number, workload) ->
                known.estimate(workload).ifPresent(cost -> costs.put(number, cost)));
    PlanFile.write(file, jobs.jobs(), costs);
    if (options.costs() != null) {
      invocation.out().println(PlanCost.sentence(jobs.jobs().size(), costs.values()));
    }
    invocation
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%d jobs were written to %s, one on each line, from 0; to run one: java -jar"
                    + " bench.jar run-plan %s --index K",
                jobs.jobs().size(),
                file,
                file));
    return ExitCode.OK;
  }

  private static SweepCommand.Ending ending(Benchmark benchmark, SweepPlan plan) {
    PublishedScores table = new PublishedScores(benchmark, plan);
    return (outcomes, jobs) -> {
      List<String> lines = new ArrayList<>(List.of(""));
      lines.addAll(table.lines(outcomes, jobs, TerminalWidth.now()));
      return lines;
    };
  }

  private void refuseSearch() {
    if (search != null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "a benchmark says what is run, and cannot be searched")
              .at("search=" + search.option())
              .next("leave out the search, or the benchmark"));
    }
  }

  private static void refusePlan(SweepOptions options) {
    if (options.plan() != null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagAlone",
                  "--plan cannot list the jobs of a search, which follow from earlier results")
              .at("--plan")
              .next("run the search without --plan, or write a plan without search"));
    }
  }
}
