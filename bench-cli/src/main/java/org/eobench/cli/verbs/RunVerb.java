package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.sweep.SweepCommand;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.InheritedOverrides;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run}, the default verb: trains, tests and prints the scores. */
final class RunVerb implements Verb {
  /** Not a Hydra flag: the first failing job ends the sweep. */
  private static final String FAIL_FAST = "--fail-fast";

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String arguments() {
    return "OVERRIDES";
  }

  @Override
  public String summary() {
    return "train and test (the default verb); -m runs a sweep (--fail-fast); --dry-run only"
        + " shows";
  }

  @Override
  public String details() {
    return """
    Options
      -m, --multirun  run one job for each combination of the values swept over
      --fail-fast     end a sweep at the first job that fails
      --dry-run       say what would run, and start nothing
      --cfg job       print the configuration and run nothing; --help lists all such flags

    Examples
      java -jar bench.jar experiment=quickstart
      java -jar bench.jar encoder=dofa decoder=seg_upernet dataset=hlsburnscars
      java -jar bench.jar -m experiment=quickstart encoder=dofa_tiny,vit_tiny seed=1,2
      java -jar bench.jar experiment=quickstart resume=true
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean failFast = words.removeAll(List.of(FAIL_FAST));
    CommandLine line = CommandLine.parse(words);
    ConfigCommand configs =
        Configs.command(invocation.plugins()).inheriting(InheritedOverrides.BEFORE);
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    SweepPlan plan = configs.plan(line);
    if (plan.multirun()) {
      return new SweepCommand(invocation, line, failFast).run(plan);
    }
    if (failFast) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagOfSweep", FAIL_FAST + " has no effect without -m")
              .at(FAIL_FAST)
              .expecting("-m, which runs one job for each combination of values")
              .next("add `-m`, or remove " + FAIL_FAST));
    }
    Composition composition = plan.jobs().get(0).composition();
    if (line.has("dry-run")) {
      plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
      try (Bench bench = invocation.bench()) {
        invocation.out().println(bench.prepare(composition).dryRun().stripTrailing());
      }
      return ExitCode.OK;
    }
    return once(invocation, composition, plan.warnings());
  }

  private static ExitCode once(
      Invocation invocation, Composition composition, List<String> warnings) {
    try (RunLog log = new RunLog();
        Bench bench = invocation.bench(ConsoleProgress.ofProcess(log::open))) {
      PreparedRun run = bench.prepare(composition);
      Logger console = LoggerFactory.getLogger("bench");
      warnings.forEach(console::warn);
      invocation.interruption().onStop(run::cancel);
      RunResult result = run.execute();
      invocation.out().println();
      invocation.out().println(result.text().stripTrailing());
      invocation.out().println();
      invocation.out().println("all output is in " + result.directory());
    }
    return ExitCode.OK;
  }
}
